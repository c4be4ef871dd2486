"""Notices that only the index can give: clauses that stand for more words than are searched."""

from __future__ import annotations

from collections.abc import Iterator

from policysearch.engines.contract import Snapshot
from policysearch.query import MAX_EXPANSIONS, Clause, Fuzzy, Notice, Prefix
from policysearch.query.traversal import leaves


def notices(snapshot: Snapshot, clause: Clause) -> Iterator[Notice]:
    """Yield a notice for each prefix and fuzzy word of ``clause`` that is cut short."""
    for leaf in leaves(clause):
        if isinstance(leaf, Prefix | Fuzzy) and len(snapshot.expand(leaf)) > MAX_EXPANSIONS:
            yield Notice("too_many_expansions", MAX_EXPANSIONS, leaf.text)
