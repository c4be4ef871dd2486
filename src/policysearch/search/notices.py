"""What is to be said about how a search was read: by the parser, and by the index."""

from __future__ import annotations

from collections.abc import Iterator

from policysearch.engines.contract import Snapshot
from policysearch.query import MAX_EXPANSIONS, Clause, Fuzzy, Notice, Prefix
from policysearch.query.traversal import leaves
from policysearch.search.retrieve import Retrieval
from policysearch.search.unfiled_values import unfiled_values


def notices(retrieval: Retrieval) -> tuple[Notice, ...]:
    """Return each notice about a search once, those of its text first."""
    snapshot, query = retrieval.snapshot, retrieval.query
    return (*query.notices, *unfiled_values(snapshot, query), *dict.fromkeys(_of_index(snapshot, retrieval.clause)))


def _of_index(snapshot: Snapshot, clause: Clause) -> Iterator[Notice]:
    """Yield a notice for each prefix and fuzzy word of ``clause`` that is cut short."""
    for leaf in leaves(clause):
        if isinstance(leaf, Prefix | Fuzzy) and len(snapshot.expand(leaf)) > MAX_EXPANSIONS:
            yield Notice("too_many_expansions", MAX_EXPANSIONS, leaf.text)
