"""BM25F of one combined field per language, as a Whoosh weighting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whoosh import scoring

from policysearch.engines.whoosh.scoring import bm25


class Weighting(scoring.WeightingModel):  # type: ignore[misc]
    """``texts`` maps a field to how many documents have words in it: rarity and mean length are taken among those."""

    def __init__(self, texts: Mapping[str, int]) -> None:
        self.texts = texts

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> scoring.BaseScorer:
        """The scorer of one term."""
        if not searcher.schema[fieldname].scorable:
            return scoring.WeightScorer.for_(searcher, fieldname, text)
        return Scorer(searcher, fieldname, text, max(self.texts.get(fieldname, 0), 1))


class Scorer(scoring.WeightLengthScorer):  # type: ignore[misc]
    """Scores the postings of one term."""

    def __init__(self, searcher: Any, fieldname: str, text: bytes, documents: int) -> None:
        whole = searcher.get_parent()
        self.rarity = bm25.idf(documents, whole.doc_frequency(fieldname, text))
        self.average = whole.field_length(fieldname) / documents or 1.0
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: int) -> float:
        return float(bm25.bm25(weight, length, self.rarity, self.average))
