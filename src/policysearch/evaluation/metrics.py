"""Runs -> nDCG@10, MAP, R@100 and MRR, of each query and on average (through ir-measures)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from policysearch.evaluation.judged_set import Grades
from policysearch.model.errors import EvaluationError

METRICS = ("nDCG@10", "MAP", "R@100", "MRR")
DEPTH = 1_000  # documents of a run that count

Scores = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The mean of each metric, each query's own values, and the queries' words."""

    metrics: Mapping[str, float]
    queries: Scores
    texts: Mapping[str, str]
    documents: int
    language: str

    def worst(self, count: int) -> list[tuple[str, str, float]]:
        """The queries of the lowest nDCG@10: (id, text, value)."""
        ranked = sorted(self.queries, key=lambda name: (self.queries[name]["nDCG@10"], name))
        return [(name, self.texts[name], self.queries[name]["nDCG@10"]) for name in ranked[:count]]

    def save(self, path: Path) -> None:
        """Write it for a later comparison."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")


def load(path: Path) -> Evaluation:
    """An Evaluation that was saved. Raises EvaluationError."""
    try:
        return Evaluation(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise EvaluationError(f"{path} is no saved evaluation.", "Write one with --save.") from error


def mean(scores: Scores) -> dict[str, float]:
    """The mean of each metric over all queries."""
    return {metric: float(np.mean([one[metric] for one in scores.values()])) for metric in METRICS}


def measured(grades: Grades, found: Mapping[str, list[str]]) -> dict[str, dict[str, float]]:
    """Each query's metrics; ``found`` maps a query to the ids of documents, best first."""
    try:
        import ir_measures
    except ImportError as error:
        raise EvaluationError(
            "Evaluating needs the package ir-measures.", "Install it: pip install 'policysearch[evaluate]'"
        ) from error
    measures = {ir_measures.nDCG @ 10: "nDCG@10", ir_measures.AP: "MAP", ir_measures.R @ 100: "R@100"}
    measures[ir_measures.RR] = "MRR"
    run = {name: {one: float(DEPTH - rank) for rank, one in enumerate(ids)} for name, ids in found.items()}
    scores = {name: dict.fromkeys(METRICS, 0.0) for name in grades}
    for value in ir_measures.iter_calc(list(measures), grades, run):
        scores[value.query_id][measures[value.measure]] = float(value.value)
    return scores
