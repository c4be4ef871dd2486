"""The documents of a snapshot as a build takes them: each workshop, and then its passages in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from policysearch.engines.contract import Request, Snapshot
from policysearch.model.document import Document

MAX_PASSAGES = 1_000_000  # of one workshop


def workshops_with_passages(snapshot: Snapshot, without: Collection[str] = ()) -> Iterator[Document]:
    """Yield the workshops whose slugs are not in ``without``, each before its passages."""
    matched = snapshot.execute(Request(limit=snapshot.execute(Request(limit=0)).total))
    ids = sorted(workshop for workshop, _ in matched.hits)
    workshops = snapshot.documents(ids)
    passages = matched.best_passages(ids, MAX_PASSAGES)
    for workshop, document in zip(ids, workshops, strict=True):
        if document.id not in without:
            yield document
            yield from _in_order(snapshot.documents(passages.get(workshop, ())))


def _in_order(passages: Sequence[Document]) -> list[Document]:
    return sorted(passages, key=lambda document: document.passage.number if document.passage else 0)
