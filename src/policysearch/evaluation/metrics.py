"""Rankings -> nDCG@10, MAP, R@100 and MRR of each query and on average, computed by ir-measures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from policysearch.evaluation.judged_set import Qrels
from policysearch.model.errors import EvaluationError
from policysearch.model.message import message

METRICS = ("nDCG@10", "MAP", "R@100", "MRR")
RUN_DEPTH = 1_000  # documents of each ranking that are measured

Scores = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The mean of each metric, its values by query, and the texts of the queries. Its fields are the saved file's."""

    metrics: Mapping[str, float]
    queries: Scores
    texts: Mapping[str, str]
    documents: int
    language: str

    def worst(self, count: int) -> list[tuple[str, str, float]]:
        """Return (id, text, value) of the ``count`` queries with the lowest nDCG@10."""
        ranked = sorted(self.queries, key=lambda name: (self.queries[name]["nDCG@10"], name))
        return [(name, self.texts[name], self.queries[name]["nDCG@10"]) for name in ranked[:count]]

    def save(self, path: Path) -> None:
        """Write the evaluation as JSON for a later comparison."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")


def load(path: Path) -> Evaluation:
    """Read a saved Evaluation. Raises EvaluationError."""
    try:
        return Evaluation(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise EvaluationError(message("{path} is no saved evaluation.", path=path), "Write one with --save.") from error


def mean(scores: Scores) -> dict[str, float]:
    """Return the mean of each metric over all queries."""
    return {metric: float(np.mean([values[metric] for values in scores.values()])) for metric in METRICS}


def measure(qrels: Qrels, rankings: Mapping[str, list[str]]) -> dict[str, dict[str, float]]:
    """Return each query's metrics. ``rankings`` maps query id to document ids, best first. Raises EvaluationError."""
    try:
        import ir_measures
    except ImportError as error:
        raise EvaluationError(
            "Evaluating needs the package ir-measures.", "Install it: pip install 'policysearch[evaluate]'"
        ) from error
    measures = {ir_measures.nDCG @ 10: "nDCG@10", ir_measures.AP: "MAP", ir_measures.R @ 100: "R@100"}
    measures[ir_measures.RR] = "MRR"
    run = {name: {id_: float(RUN_DEPTH - rank) for rank, id_ in enumerate(ids)} for name, ids in rankings.items()}
    scores = {name: dict.fromkeys(METRICS, 0.0) for name in qrels}
    for value in ir_measures.iter_calc(list(measures), qrels, run):
        scores[value.query_id][measures[value.measure]] = float(value.value)
    return scores
