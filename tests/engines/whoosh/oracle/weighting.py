"""BM25F of one combined field per language, as a Whoosh weighting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whoosh import scoring

from policysearch.model import bm25


class BM25F(scoring.WeightingModel):  # type: ignore[misc]
    """``document_counts`` maps a field to the number of documents with words in it, for idf and mean length."""

    def __init__(self, document_counts: Mapping[str, int]) -> None:
        self.document_counts = document_counts

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> scoring.BaseScorer:
        """Return the scorer of one term."""
        if not searcher.schema[fieldname].scorable:
            return scoring.WeightScorer.for_(searcher, fieldname, text)
        return BM25FScorer(searcher, fieldname, text, max(self.document_counts.get(fieldname, 0), 1))


class BM25FScorer(scoring.WeightLengthScorer):  # type: ignore[misc]
    """Scores the postings of one term."""

    def __init__(self, searcher: Any, fieldname: str, text: bytes, document_count: int) -> None:
        index_searcher = searcher.get_parent()  # of all segments
        self.idf = bm25.idf(document_count, index_searcher.doc_frequency(fieldname, text))
        self.average_length = index_searcher.field_length(fieldname) / document_count or 1.0
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: int) -> float:
        return float(bm25.bm25(weight, length, self.idf, self.average_length))
