"""The documents of a result set that changed last, found without reading the whole set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from policysearch.engines.contract import Id
from policysearch.model.document import Document
from policysearch.search.outline import OutlineEntry
from policysearch.search.retrieve import Retrieval

SMALL = 200  # documents, all of which are read sooner than the outline is walked through
_STEP = 256  # entries of the outline that are looked up at once


def last_changed(retrieval: Retrieval, outline: Iterable[OutlineEntry], count: int) -> list[Document]:
    """Return at least ``count`` of the documents that ``retrieval`` lists, if it has as many: those that changed last.

    ``outline`` has the last changed first. A passage counts as its workshop.
    """
    snapshot = retrieval.snapshot
    matches = {document_id for document_id, _score in retrieval.hits()} | {*retrieval.pins}
    if len(matches) <= SMALL:
        return snapshot.documents([*matches])
    selected: list[Id] = []
    entries = iter(outline)
    while len(selected) < count and (part := [*islice(entries, _STEP)]):
        ids = snapshot.ids([*_keys(part, retrieval)])
        selected += [document_id for document_id in ids if document_id is not None and document_id in matches]
    return snapshot.documents(selected)


def _keys(entries: Iterable[OutlineEntry], retrieval: Retrieval) -> Iterator[str]:
    for entry in entries:
        if retrieval.query.view == "highlights":
            yield from (f"{entry.slug}/{lesson}" for lesson in entry.lessons)
        else:
            yield entry.slug
