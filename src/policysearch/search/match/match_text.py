"""The paragraphs of a text -> the lessons that speak to each, within bounds of time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from policysearch.engines.contract import Id
from policysearch.search.match.paragraph_matcher import CompareMeaning, LessonMatch, ParagraphMatcher
from policysearch.text.language_of import language_of

SECONDS = 20.0  # for all paragraphs of a text
MEANING_SECONDS = 10.0  # of these, after which words alone decide

Clock = Callable[[], float]


class Versions(NamedTuple):
    """The ``language`` of a text, how many of the lessons are there in it, and how many lessons there are."""

    language: str
    lessons: int
    of: int

    @property
    def are_few(self) -> bool:
        """Return whether most lessons are in other languages alone, where words seldom meet."""
        return 2 * self.lessons < self.of


class TextMatches(NamedTuple):
    """The lessons for each of the first ``len(lessons)`` paragraphs; others were not compared in time.

    ``by_meaning`` is how many of the paragraphs were compared by meaning too, ``generation`` the one that answered.
    ``versions`` are those of the lessons in the language of most of the text.
    """

    lessons: tuple[tuple[LessonMatch, ...], ...]
    by_meaning: int
    generation: str
    versions: Versions


class _Meaning:
    """Compares by meaning until its time is over, or until there is no vector; counts the paragraphs."""

    def __init__(self, compare: CompareMeaning | None, clock: Clock) -> None:
        self._compare = compare
        self._clock = clock
        self._end = clock() + MEANING_SECONDS
        self.count = 0

    def __call__(self, text: str, language: str, ids: Sequence[Id]) -> Mapping[Id, float] | None:
        """Return the nearness of lessons, None where words alone are to decide."""
        nearness = self._compare(text, language, ids) if self._compare and self._clock() < self._end else None
        if nearness is None:
            self._compare = None
        else:
            self.count += 1
        return nearness


def match_text(
    matcher: ParagraphMatcher,
    paragraphs: Sequence[str],
    language: str,
    compare_meaning: CompareMeaning | None = None,
    clock: Clock = time.monotonic,
) -> TextMatches:
    """Return the lessons for each paragraph. One whose language is not clear is in that of the text, or ``language``.

    A paragraph that stands there twice is compared once.
    """
    end = clock() + SECONDS
    meaning = _Meaning(compare_meaning, clock)
    main_language = language_of("\n".join(paragraphs)) or language
    matches: dict[str, tuple[LessonMatch, ...]] = {}
    lessons = []
    for text in paragraphs:
        if clock() >= end:
            break
        if text not in matches:
            matches[text] = matcher.match(text, language_of(text) or main_language, meaning)
        lessons.append(matches[text])
    versions = Versions(main_language, matcher.lessons_in(main_language), matcher.lessons)
    return TextMatches(tuple(lessons), meaning.count, matcher.generation, versions)
