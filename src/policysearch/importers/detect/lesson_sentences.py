"""Lessons told one sentence after the other in a paragraph: "Three lessons stand out. First, ..."."""

from __future__ import annotations

import re

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings

_NUMBER_OF_LESSONS = r"\W*(?:{article articles+})?(?:{main}\s+)?{number}\s+(?:\w+\s+)?{lesson thing}\b"
_AMONG = r"\W*{among}\s*(?:{article articles+})?(?:{main}\s+)*(?!{result}\b){lesson}\b"
_INTENDED = r"\b{intended}\b"
_SENTENCE_START = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+(?=[^\W\d_a-zà-ÿ])")
_PARTS = re.compile(r"\s*;\s+")
_LEAST_WORDS, _LONGEST = 4, 2_000  # words of a lesson, characters of a paragraph


def find(paragraph: str, cues: Cues) -> tuple[str, ...]:
    """Return the sentences after one that says how many lessons follow; none where their number is another.

    After a colon they may stand in one sentence, with semicolons between.
    """
    text = paragraph.strip()
    table = cues.without_accents
    opening, *sentences = _SENTENCE_START.split(text[:_LONGEST])
    folded = headings.fold(opening)
    number = headings.number_of_things(opening, cues)
    if len(text) > _LONGEST or not number or not table.pattern(_NUMBER_OF_LESSONS).match(folded):
        return ()
    if table.pattern(_INTENDED).search(folded):
        return ()
    head, colon, rest = opening.partition(":")
    if colon and not sentences and headings.number_of_things(head, cues):
        sentences = [part.removesuffix(";") for part in _PARTS.split(rest.strip())]
    are_whole = all(len(sentence.split()) >= _LEAST_WORDS for sentence in sentences)
    return tuple(sentences) if len(sentences) == number and are_whole else ()


def among(paragraph: str, cues: Cues) -> tuple[str, ...]:
    """Return the sentences of a paragraph that begins "Among the lessons, ..."."""
    text = paragraph.strip()
    if len(text) > _LONGEST or not cues.without_accents.pattern(_AMONG).match(headings.fold(text)):
        return ()
    sentences = tuple(_SENTENCE_START.split(text))
    return sentences if len(sentences) > 1 else ()
