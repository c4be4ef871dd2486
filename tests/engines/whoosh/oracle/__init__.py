"""The oracle: the query language as Whoosh queries, answered by Whoosh's own searcher over the same index.

Slow and plain; the engine's answers are compared with it. It shares no code with the engine but the numbers and
formulas of ranking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policysearch.model.document import COLUMNS
from policysearch.query import Query
from tests.engines.whoosh.oracle.execute import execute
from tests.engines.whoosh.oracle.whoosh_snapshot import WhooshSnapshot

__all__ = ["Answer", "WhooshSnapshot", "answer"]


@dataclass(frozen=True)
class Answer:
    """All results in order, ``scores`` by id, and the counts of each facet without its own selection."""

    ids: tuple[str, ...]
    scores: Mapping[str, float]
    facets: Mapping[str, Mapping[str, int]]
    crosstab: Mapping[tuple[str, str], int]
    relaxed: bool


def answer(snapshot: WhooshSnapshot, query: Query) -> Answer:
    """Return Whoosh's answer to ``query``."""
    execution = execute(snapshot, query)
    groups = execution.groups
    doc_ids = groups.doc_ids[execution.ranking(snapshot)].tolist()
    ids = tuple(snapshot.document(doc_id).id for doc_id in doc_ids)
    scores = dict(zip(groups.doc_ids.tolist(), groups.scores.tolist(), strict=True))
    facets = {}
    for facet in COLUMNS:
        filtered = groups.doc_ids[execution.passes_filters(snapshot, ignoring=facet)]
        facets[facet] = snapshot.facets[facet].counts(filtered.tolist())
    crosstab = {}
    if query.crosstab:
        rows, columns = (snapshot.facets[name] for name in query.crosstab)
        crosstab = rows.crosstab(columns, doc_ids)
    id_scores = {snapshot.document(doc_id).id: scores[doc_id] for doc_id in doc_ids}
    return Answer(ids, id_scores, facets, crosstab, execution.relaxed)
