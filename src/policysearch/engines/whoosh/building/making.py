"""Documents -> one segment."""

from __future__ import annotations

from collections.abc import Iterable

from policysearch.documents import Document
from policysearch.engines.whoosh.building.analysing import Analyser
from policysearch.engines.whoosh.building.run import Run
from policysearch.engines.whoosh.store.merging import merge
from policysearch.engines.whoosh.store.part import Part
from policysearch.engines.whoosh.store.plan import Plan
from policysearch.engines.whoosh.store.segment import Segment


def segment_of(documents: Iterable[Document]) -> Segment:
    """A segment of ``documents``, in memory. A workshop comes before its parts."""
    return Segment(plan_of(documents).in_memory())


def plan_of(documents: Iterable[Document]) -> Plan:
    """How to make the arrays of a segment of ``documents``."""
    return merge(parts_of(documents))


def parts_of(documents: Iterable[Document]) -> list[Part]:
    """``documents`` inverted, in as many parts as keep memory bounded."""
    analyser = Analyser()
    run, parts = Run(analyser), []
    for document in documents:
        if run.is_full and document.kind == "workshop":
            parts.append(run.part())
            if analyser.is_full:
                analyser = Analyser()
            run = Run(analyser)
        run.add(document)
    return [*parts, run.part()]
