"""A draft -> its paragraphs with the lessons that speak to each."""

from __future__ import annotations

from typing import NamedTuple

from policysearch.matching.draft import Draft, NotRead, Paragraph
from policysearch.model.message import message
from policysearch.search.match.match_text import TextMatches, Versions
from policysearch.search.match.paragraph_matcher import LessonMatch
from policysearch.search.results import Searcher

BEYOND_TIME = message("paragraphs that could not be compared in time")


class MatchedParagraph(NamedTuple):
    """A paragraph, or a heading, with its ``number`` among all, from 1, and its lessons, the best first."""

    number: int
    paragraph: Paragraph
    lessons: tuple[LessonMatch, ...] = ()


class MatchedDraft(NamedTuple):
    """All paragraphs in order, and what was not read or compared.

    ``compared`` is how many were, ``by_meaning`` how many of these by meaning too; ``versions`` are those of the
    lessons in the draft's language.
    """

    paragraphs: tuple[MatchedParagraph, ...]
    not_read: tuple[NotRead, ...]
    compared: int
    by_meaning: int
    generation: str
    versions: Versions

    @property
    def seldom_meets(self) -> bool:
        """Return whether words alone decided, while most lessons are in other languages than the draft."""
        return self.by_meaning < self.compared and self.versions.are_few

    @property
    def with_lessons(self) -> list[MatchedParagraph]:
        """Return the paragraphs that any lesson speaks to."""
        return [matched for matched in self.paragraphs if matched.lessons]


def match_draft(draft: Draft, searcher: Searcher, language: str, meaning: bool) -> MatchedDraft:
    """Return the draft with its lessons; ``language`` is that of paragraphs which do not show theirs."""
    texts = [paragraph.text for paragraph in draft.compared]
    matches = searcher.match(texts, language, meaning)
    lessons = iter(matches.lessons)
    paragraphs = [
        MatchedParagraph(number, paragraph, () if paragraph.is_heading else next(lessons, ()))
        for number, paragraph in enumerate(draft.paragraphs, 1)
    ]
    return MatchedDraft(
        tuple(paragraphs),
        (*draft.not_read, *_late(texts, matches)),
        len(matches.lessons),
        matches.by_meaning,
        matches.generation,
        matches.versions,
    )


def _late(texts: list[str], matches: TextMatches) -> tuple[NotRead, ...]:
    late = texts[len(matches.lessons) :]
    return (NotRead(BEYOND_TIME, "\n".join(late)),) if late else ()
