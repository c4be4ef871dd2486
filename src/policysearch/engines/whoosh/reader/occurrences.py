"""Where terms stand in given documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policysearch.engines.contract import Positions
from policysearch.engines.whoosh.matching.matches import DocIds
from policysearch.engines.whoosh.reader.index_reader import IndexReader, TermStats

_NOTHING = Positions(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64))


def occurrences(reader: IndexReader, field: str, stats: Sequence[TermStats | None], doc_ids: DocIds) -> Positions:
    """Return where the terms of ``stats`` stand in ``doc_ids`` (ascending) that have at least two of them."""
    parts = [_in_segment(reader, segment, field, stats, doc_ids) for segment in range(len(reader.segments))]
    return parts[0] if len(parts) == 1 else Positions(*map(np.concatenate, zip(*parts, strict=True)))


def _in_segment(
    reader: IndexReader, number: int, field: str, stats: Sequence[TermStats | None], doc_ids: DocIds
) -> Positions:
    """Return the same of one segment; ``candidates`` are indexes into all of ``doc_ids``."""
    segment, base = reader.segments[number], reader.bases[number]
    postings = segment.postings(field)
    terms = [-1 if term is None else term.numbers[number] for term in stats]
    if postings is None or not any(term >= 0 for term in terms):
        return _NOTHING
    start, end = doc_ids.searchsorted((base, base + segment.size)).tolist()
    local_ids = doc_ids[start:end] - base
    posting_numbers = np.full((len(terms), len(local_ids)), -1)
    for row, term in zip(posting_numbers, terms, strict=True):
        if term >= 0:
            indexes, present = postings.postings(term).find(local_ids)
            np.copyto(row, indexes + postings.start(term), where=present)
    occurring = posting_numbers >= 0
    occurring &= occurring.sum(axis=0) > 1
    rows, columns = occurring.nonzero()
    if not len(rows):
        return _NOTHING
    lengths, positions = postings.positions_at(posting_numbers[occurring])
    return Positions((columns + start).repeat(lengths), positions.astype(np.int64), rows.repeat(lengths))
