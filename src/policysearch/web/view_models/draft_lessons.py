"""A matched draft as its page and the API show it: the lessons in the reader's language, and why each is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policysearch.exporters.entry import Entry, entry
from policysearch.matching.draft import NotRead
from policysearch.matching.match_draft import MatchedDraft
from policysearch.model.document import Document
from policysearch.search.match.paragraph_matcher import LessonMatch
from policysearch.web.catalogues import gettext as _
from policysearch.web.downloads.provenance import audience
from policysearch.web.site import label
from policysearch.web.view_models.importer_messages import importer_message

MAX_EXCERPT = 160  # characters of what is not read


class DraftLesson(NamedTuple):
    """A lesson with its words for the reader, and ``reasons`` in words: what both texts speak of."""

    document: Document
    entry: Entry
    reasons: tuple[str, ...]


class LeftOut(NamedTuple):
    """Why some of a draft was not read, the ``number`` of such parts, and the first words of the first."""

    reason: str
    number: int
    excerpt: str


def draft_lessons(lessons: tuple[LessonMatch, ...]) -> list[DraftLesson]:
    """Return the lessons of one paragraph as the page shows them."""
    reader = audience()
    return [DraftLesson(match.document, entry(match.document, reader), (*_reasons(match),)) for match in lessons]


def left_out(draft: MatchedDraft) -> list[LeftOut]:
    """Return what was not read of a draft, by the reason."""
    by_reason: dict[str, list[NotRead]] = {}
    for part in draft.not_read:
        by_reason.setdefault(part.reason, []).append(part)
    return [
        LeftOut(importer_message(parts[0].reason), len(parts), excerpt(parts[0].text)) for parts in by_reason.values()
    ]


def excerpt(text: str, most: int = MAX_EXCERPT) -> str:
    """Return the first words of a text in one line."""
    line = " ".join(text[: most * 2].split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def _reasons(match: LessonMatch) -> Iterator[str]:
    yield from (_("“%(form)s”", form=word) for word in match.words)
    yield from dict.fromkeys(label("experience", code) for code in match.countries)
    if match.by_meaning or not (match.words or match.countries):
        yield _("close in meaning")
