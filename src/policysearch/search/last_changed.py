"""The documents of a result set that changed last, found without reading the whole set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policysearch.engines.contract import Id
from policysearch.model.document import Document
from policysearch.search.outline_steps import STEP
from policysearch.search.retrieve import Retrieval

SMALL = 200  # documents, all of which are read sooner than the outline is walked through


def last_changed(retrieval: Retrieval, changed_ids: Iterable[Sequence[Id]], count: int) -> list[Document]:
    """Return at least ``count`` of the documents that ``retrieval`` lists, if it has as many: those that changed last.

    ``changed_ids`` are those of the whole collection in steps, the last changed first. A passage counts as its
    workshop. Where more match than the window of ``retrieval`` lists, the documents of each step are matched anew: what
    changed last may be beyond the window.
    """
    snapshot = retrieval.snapshot
    all_ids = _all_matches(retrieval)
    if all_ids is not None and len(all_ids) <= SMALL:
        return snapshot.documents([*all_ids])
    selected: list[Id] = []
    for ids in changed_ids:
        listed_ids = _matching(retrieval, ids) if all_ids is None else all_ids
        selected += [document_id for document_id in ids if document_id in listed_ids]
        if len(selected) >= count:
            break
    return snapshot.documents(selected)


def matching(retrieval: Retrieval, keys: Sequence[str]) -> list[Document]:
    """Return the documents among ``keys`` that ``retrieval`` lists, on whatever page, in the order of ``keys``."""
    all_ids = _all_matches(retrieval)
    documents: list[Document] = []
    for start in range(0, len(keys), STEP):
        ids = [number for number in retrieval.snapshot.ids(keys[start : start + STEP]) if number is not None]
        listed_ids = _matching(retrieval, ids) if all_ids is None else all_ids
        documents += retrieval.snapshot.documents([number for number in ids if number in listed_ids])
    return documents


def _all_matches(retrieval: Retrieval) -> set[Id] | None:
    """Return all that match; None where more do than the window of ``retrieval`` lists."""
    if retrieval.total > retrieval.query.limit:
        return None
    return {document_id for document_id, _score in retrieval.hits()}


def _matching(retrieval: Retrieval, ids: Sequence[Id]) -> set[Id]:
    """Return which of ``ids`` match."""
    request = retrieval.request._replace(offset=0, limit=len(ids), facets=(), crosstab=None, groups=(), candidates=0)
    return {document_id for document_id, _score in retrieval.snapshot.execute(request, among=ids).hits}
