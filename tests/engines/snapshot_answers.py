"""What the tests of a snapshot read from its answers."""

from policysearch.engines.contract import Id, Matched, Request, Snapshot
from policysearch.materials.documents import documents_of
from policysearch.query import Clause, View
from policysearch.vocabulary import Vocabulary
from tests.engines.conftest import CREDIT, CUSTOMS, TRAINING

DOCUMENTS = {document.id: document for w in (CREDIT, TRAINING, CUSTOMS) for document in documents_of(w, Vocabulary())}


def keys_of(snapshot: Snapshot, matched: Matched) -> list[str]:
    return [document.id for document in snapshot.documents([doc_id for doc_id, _ in matched.hits])]


def scores(snapshot: Snapshot, clause: Clause, view: View = "workshops") -> dict[str, float]:
    matched = snapshot.execute(Request(clause, view, limit=100))
    return dict(zip(keys_of(snapshot, matched), [score for _, score in matched.hits], strict=True))


def ids_of(snapshot: Snapshot, *keys: str) -> list[Id]:
    ids = [doc_id for doc_id in snapshot.ids(keys) if doc_id is not None]
    assert len(ids) == len(keys)
    return ids


def counts(matched: Matched, facet: str) -> dict[str, int]:
    return {bucket.value: bucket.count for bucket in matched.facets[facet].buckets}
