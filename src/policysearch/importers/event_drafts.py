"""An outline -> drafts of workshops. What the document does not tell stays empty; what is unsure is a review mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import event_anchors, events, headings, lessons, parties, themes
from policysearch.importers.detect.events import Event
from policysearch.importers.detect.parties import Role
from policysearch.importers.outline import Block, Outline
from policysearch.settings import LANGUAGES
from policysearch.text import dates, is_stop_word
from policysearch.vocabulary import Vocabulary

MAX_BODY_BLOCKS, MAX_BODY_CHARACTERS = 3_000, 400_000
Parties = Mapping[Role, tuple[str, ...]]

_EVENT = r"{event gathering}|\b{article this}\s*{activity}\b"
_WORD = re.compile(r"\w+")
_LANGUAGE_BLOCKS, _LANGUAGE_WORDS = 400, 5_000  # that the language is judged by
_PARTY_BLOCKS, _PARTY_CHARACTERS = 60, 2_000
_MAX_DATED_TEXT = 5_000
_MAX_LINE = 150


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed workshop.

    ``fields`` are the values found for its front matter, by name, as YAML has them: texts, days as 2009-12-03, tuples
    of texts, and for ``links`` mappings with title and url. ``front_matter`` is what the document already had; it
    outranks them. ``reviews`` are (field, what to look at); the field "highlights" or "body" is the text's.
    """

    fields: Mapping[str, Any]
    highlights: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    reviews: tuple[tuple[str, str], ...] = ()
    front_matter: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the field ``name`` as a text, empty where nobody knows it."""
        return str(self.front_matter.get(name) or self.fields.get(name) or "")


@dataclass(frozen=True, slots=True)
class _Page:
    """What all drafts of one document share. ``names`` are those of the vocabulary's organizations."""

    language: str
    source: str
    front_matter: Mapping[str, Any]
    has_several: bool
    vocabulary: Vocabulary
    names: Collection[str]
    cues: Cues


def draft(outline: Outline, vocabulary: Vocabulary, cues: Cues) -> tuple[Draft, ...]:
    """Return one draft per event the document tells of, at least one."""
    text = " ".join(block.text for block in outline.blocks[:_LANGUAGE_BLOCKS])
    language = language_of(text) or (outline.language if outline.language in LANGUAGES else "")
    sections = events.split(outline, language in ("es", "pt", "fr"), cues)
    has_several = len(sections) > 1
    front_matter = {} if has_several else outline.fields
    names = {name for organization in vocabulary.organizations for name in organization.names}
    page = _Page(language, outline.address, front_matter, has_several, vocabulary, names, cues)
    return tuple(_draft(event, page) for event in sections)


def language_of(text: str) -> str:
    """Return the language most of whose stop words ``text`` uses; empty where that is not clear."""
    counts = dict.fromkeys(LANGUAGES, 0)
    for word in _WORD.findall(text.casefold())[:_LANGUAGE_WORDS]:
        for language in LANGUAGES:
            counts[language] += is_stop_word(word, language)
    best, second = sorted(counts, key=lambda name: -counts[name])[:2]
    return best if counts[best] >= 3 and counts[best] > counts[second] * 1.1 else ""


def _draft(event: Event, page: _Page) -> Draft:
    cues = page.cues
    listed_parties, blocks = _listed_parties(event.blocks, page)
    listed_lessons = lessons.find(blocks, cues)
    highlights = listed_lessons.texts
    roles = _parties(listed_lessons.rest, event.dated_text, listed_parties, page)
    prose = [
        b for b in listed_lessons.rest if not (headings.is_navigation(b.text, cues) or parties.is_about(b.text, cues))
    ]
    lengths = accumulate(len(block.text) for block in prose[:MAX_BODY_BLOCKS])
    body = tuple(block for block, length in zip(prose, lengths, strict=False) if length <= MAX_BODY_CHARACTERS)
    text = " ".join([event.title, *highlights, *(block.text for block in body)])
    language = language_of(text) or page.language
    days_doubt = _days_doubt(event, body, cues)
    span = None if days_doubt else event.span
    fields = {
        "title": event.title,
        "start": span.start.isoformat() if span else "",
        "end": span.end.isoformat() if span else "",
        "city": event.place.city,
        "region": event.place.region,
        "country": event.place.country,
        "themes": themes.find(" ".join([event.title, *highlights]), page.vocabulary)
        or themes.find(text, page.vocabulary),
        "organizers": roles.get("organizers", ()),
        "partners": roles.get("partners", ()),
        "funders": roles.get("funders", ()),
        "series": event.series or (_series(event.preface, cues) if page.has_several else ""),
        "secretariat": _secretariat(event.preface, cues),
        "language": language or "en",
        "links": tuple({"title": title, "url": address} for title, address in event.links),
        "source": page.source,
    }
    checks = (
        ("title", event.title_doubt or "no title was found", bool(event.title_doubt) or not event.title),
        ("start", days_doubt, bool(days_doubt)),
        ("country", event.place.doubt or "no place was found", not (event.place.country or event.virtual)),
        ("city", "no city was found", bool(event.place.country) and not event.place.city),
        ("themes", "no theme's cue words were found", not fields["themes"]),
        ("language", "the language is not clear", not language),
        ("highlights", "no list of highlights was found", not highlights),
        ("highlights", listed_lessons.doubt, bool(listed_lessons.doubt)),
        ("body", "the rest of this long document was left out; attach it with --attach", len(body) < len(prose)),
    )
    front_matter = page.front_matter
    reviews = tuple((name, note) for name, note, applies in checks if applies and not front_matter.get(name))
    return Draft(fields, highlights, body, reviews, front_matter)


def _listed_parties(blocks: Sequence[Block], page: _Page) -> tuple[Parties, list[Block]]:
    """Return the parties listed under headings such as "Organizers", and the other blocks."""
    by_role: dict[Role, tuple[str, ...]] = {}
    rest: list[Block] = []
    role: Role | None = None
    for block in blocks:
        heading = parties.headed(block.text, page.cues) if block.kind != "item" else None
        may_be_names = role and block.kind != "heading" and not heading
        names = parties.named(block.text, page.names, page.cues) if may_be_names else ()
        if heading:
            role = heading
        elif role and names:
            by_role[role] = tuple(dict.fromkeys([*by_role.get(role, ()), *names]))
        else:
            role = None
            rest.append(block)
    return by_role, rest


def _parties(blocks: Sequence[Block], dated_text: str, from_lists: Parties, page: _Page) -> Parties:
    """Return the parties in sentences about the event ("a study financed by ..." is not), after those listed."""
    merged: dict[Role, tuple[str, ...]] = dict(from_lists)
    texts = [block.text[:_PARTY_CHARACTERS] for block in blocks[:_PARTY_BLOCKS]]
    about = [text for text in texts if text == dated_text or _is_about_event(text, page.cues)]
    for text in (dated_text[:_MAX_DATED_TEXT], *about):
        for role, names in parties.find(text, page.names, page.cues).items():
            merged[role] = tuple(dict.fromkeys([*merged.get(role, ()), *names]))
    return merged


def _is_about_event(text: str, cues: Cues) -> bool:
    names_event = cues.pattern(_EVENT).search(text) or cues.pattern(r"\b{event_verb}\b").match(text)
    return bool(names_event) or parties.opens(text, cues)


def _days_doubt(event: Event, body: Sequence[Block], cues: Cues) -> str:
    """Return what to ask about the event's days; empty where they are sure."""
    beginning = " ".join([event.title, *(block.text for block in body[:6])])
    span = event.span
    if span is None:
        month = dates.month_only(beginning)
        return f"no day was found, only {month}" if month else "no date was found"
    if not span.certain:
        return f"the day and month may be swapped: {span.start} or the other way round"
    if event_anchors.is_dateline(event.dated_text, span):
        return f"the news is dated {span.start}; is that the event's day?"
    if event.place.country or span.end > span.start or cues.pattern(_EVENT).search(beginning):
        return ""
    return f"the document is dated {span.start}; is that the event's day?"


def _secretariat(preface: Sequence[Block], cues: Cues) -> str:
    """Return the secretariat that a page says it is of, with its department if that stands in the next line."""
    lines = [block.text.strip(" :") for block in preface if len(block.text) < _MAX_LINE]
    numbers = (n for n, line in enumerate(lines) if cues.pattern(r"\b{secretariat}\b").search(line))
    number = next(numbers, None)
    if number is None:
        return ""
    units = [line for line in lines[number + 1 : number + 2] if cues.pattern(r"{unit}\b").match(line)]
    return ", ".join([lines[number], *units])


def _series(preface: Sequence[Block], cues: Cues) -> str:
    """Return the last line before the first event that names a series, a heading where there is one."""
    lines = [block for block in preface if _is_series(block.text, cues)]
    titles = [block for block in lines if block.kind == "heading"] or lines
    if not titles:
        return ""
    title = titles[-1].text
    return (headings.label_of(title)[1] if headings.kind_of_line(title, cues) == "series" else title).strip(" :")


def _is_series(text: str, cues: Cues) -> bool:
    is_name = len(text) < _MAX_LINE and not text.rstrip().endswith((".", ";"))
    names_series = is_name and cues.pattern(r"\b{series}\b").search(text)
    return bool(names_series) and not cues.pattern(r"\b{calendar}\b").search(text)
