"""News: the lessons of a search that were added or changed, as a reader of one language sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policysearch.alerts.versions import Changes
from policysearch.materials import lesson_names
from policysearch.model.document import Document
from policysearch.model.workshop import Highlight, Workshop
from policysearch.query import Query
from policysearch.search.results import Searcher


@dataclass(frozen=True, slots=True)
class NewLesson:
    """A lesson that was added, or whose words changed. ``id`` is "<slug>/h1", ``headline`` "" where it has none."""

    id: str
    text: str
    headline: str
    is_added: bool


@dataclass(frozen=True, slots=True)
class News:
    """A workshop with its new lessons; none where the workshop itself is new and has no lessons."""

    workshop: Workshop
    lessons: tuple[NewLesson, ...]
    is_added: bool


def news(searcher: Searcher, query: Query, changes: Changes) -> list[News]:
    """Return what ``changes`` has for ``query``, the newest workshops first.

    In the view of lessons, each new lesson matches by itself. In that of workshops, the workshop matches, and all of
    its new lessons are there.
    """
    if query.view == "highlights":
        keys = [key for key in changes.digests if "/" in key]
    else:
        keys = [*dict.fromkeys(key.partition("/")[0] for key in changes.digests)]
    documents = searcher.matching(query, keys) if keys else []
    result = [*filter(None, (_news(group, query.language, changes) for group in _by_workshop(documents)))]
    return sorted(result, key=lambda item: (item.workshop.start, item.workshop.slug), reverse=True)


def _by_workshop(documents: Sequence[Document]) -> Iterator[list[Document]]:
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(document.workshop.slug, []).append(document)
    yield from groups.values()


def _news(documents: Sequence[Document], language: str, changes: Changes) -> News | None:
    """Return the news of one workshop, whose matching documents these are; None where nothing of it is new."""
    workshop = documents[0].workshop
    parts = {document.part for document in documents}
    lessons = tuple(
        _new_lesson(workshop, highlight, changes)
        for highlight in workshop.text(language).highlights
        if (highlight.id in parts or "" in parts) and changes.has(f"{workshop.slug}/{highlight.id}", highlight.text)
    )
    is_added = workshop.slug in changes.added
    is_whole_new = is_added and "" in parts and not workshop.text(language).highlights
    return News(workshop, lessons, is_added) if lessons or is_whole_new else None


def _new_lesson(workshop: Workshop, highlight: Highlight, changes: Changes) -> NewLesson:
    lesson_id = f"{workshop.slug}/{highlight.id}"
    return NewLesson(lesson_id, highlight.text, lesson_names.headline(highlight), lesson_id in changes.added)
