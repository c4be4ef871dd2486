"""What an event is called: in its title's line, in a sentence about it, or beside a headline that names no event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings, titles_in_text
from policysearch.importers.detect.event_anchors import Anchor, Section
from policysearch.importers.outline import Block, Outline
from policysearch.model.message import message

_SUMMARY_NOTE = r"^(?:{document_part}\s+)+{document_kind}\s*[:–—-]?\s+(?=(?-i:[A-ZÁÉÍÓÚ]).{0,80}\b{event gathering}\b)"
_DOCUMENT = (  # "Workshop report: Warehouse receipts"
    r"^(?:{event gathering activity document_part}\s+){0,2}{document_kind}\s*[:–—]\s+(?=(?-i:[A-ZÁÉÍÓÚÀÂÊ“«\"]))"
)
_NUMBERING = re.compile(r"^\d{1,2}[.)]\s+(?=[^\W\d_a-zà-ÿ])")  # "2. First loans"
_REPORT = r"^{report_of}\s*(?=(?:[^\s]+\s){0,3}?{event gathering}\b)"
_QUOTED = re.compile(r"[“«\"]\s*([^“”«»\"]+?)\s*[”»\"]")
_SENTENCE_START = re.compile(r"(?<=[a-zà-ÿ0-9)”»][.!?])\s+(?=[A-ZÁÉÍÓÚÀÂÊ])")
_EVENT_IN_PASSING = (
    r"\S+\s+(?i:{hosts})\s+(?i:{article a}\s*)?(?:[a-zà-ÿ-]+\s+){0,2}(?=[a-zà-ÿ])(?i:{event gathering})\b"
)
_NAME_BLOCKS = 12  # the first of an event, in which its name is looked for


def title(outline: Outline, blocks: Sequence[Block], section: Section, cues: Cues) -> tuple[str, str]:
    """Return the event's title, and what is doubtful about it or an empty text."""
    anchor, heading = section.anchor, section.title
    sentence = blocks[anchor.index].text
    if heading != anchor.index:
        words, in_sentence = blocks[heading].text, ""
    else:
        words, in_sentence = outline.title, titles_in_text.title_in_sentence(sentence, cues)
    quoted = "" if anchor.compact else titles_in_text.quoted_title(sentence, cues) or in_sentence
    name = anchor.title or quoted or words
    dated = titles_in_text.event_name(_dated_sentence(sentence, anchor), cues) if heading != anchor.index else ""
    if headings.kind_of_line(name, cues) == "title" and blocks[heading].kind != "heading":
        value = headings.label_of(name)[1]  # as a heading, "Workshop: ..." may head a page
        return (dated if dated and not titles_in_text.names_event(value, cues) else value), ""
    is_headline = not name or (name == words and heading != anchor.index)
    if is_headline and dated and not titles_in_text.names_event(words, cues):
        return dated, ""
    if is_headline and (not name or blocks[heading].kind == "heading" or name.isupper()):
        block, formal = next(_names([blocks[index] for index in section.indexes[:_NAME_BLOCKS]], words, cues), ("", ""))
        in_sentence, name = "" if formal == block else formal, formal or name
    elif titles_in_text.is_formal(name, cues):
        in_sentence = ""  # nothing else may be the title
    return name, message("taken from a sentence") if in_sentence and name == in_sentence else ""


def _dated_sentence(text: str, anchor: Anchor) -> str:
    """Return the sentence of ``text`` that tells the event's days."""
    starts = [0, *(match.end() for match in _SENTENCE_START.finditer(text))]
    first = max(start for start in starts if start <= anchor.span.first)
    return text[first : next((start for start in starts if start > anchor.span.first), len(text))]


def _names(blocks: Sequence[Block], headline: str, cues: Cues) -> Iterator[tuple[str, str]]:
    """Yield texts with formal names of events in them, where ``headline`` names none: "Vendors learn to keep books"."""
    is_news = cues.pattern(r"{event gathering activity}\s+{headline_verb}\b").search(headline)
    is_news = is_news or cues.pattern(_EVENT_IN_PASSING, re.NOFLAG).match(headline)
    if not is_news and cues.pattern(r"\b{event gathering activity}").search(headline):
        return
    for block in blocks:
        if block.kind == "paragraph" and (name := titles_in_text.event_name(block.text, cues)):
            yield block.text, name


def plain(title: str, cues: Cues) -> str:
    """Return a title without marks at its ends, quotation marks around all of it, and "Report of the"."""
    words = _NUMBERING.sub("", title.strip(" :–—|"))
    quoted = _QUOTED.fullmatch(words)
    return cues.pattern(f"{_REPORT}|{_SUMMARY_NOTE}|{_DOCUMENT}").sub("", quoted[1] if quoted else words)
