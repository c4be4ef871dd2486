"""What changed between two evaluations, and how likely that is by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from policysearch.evaluation.metrics import METRICS, Evaluation, Scores
from policysearch.model.errors import EvaluationError

FLIPS = 10_000


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in a metric: both means over the shared queries, how many won and lost, and how likely by chance."""

    before: float
    after: float
    better: int
    worse: int
    p: float


def compare(before: Evaluation, after: Evaluation) -> dict[str, Difference]:
    """Per metric, the difference over the queries both have, with a paired randomization test (two-sided)."""
    shared = sorted(before.queries.keys() & after.queries.keys())
    if not shared:
        raise EvaluationError("The two evaluations have no query in common.")
    return {metric: _difference(metric, shared, before.queries, after.queries) for metric in METRICS}


def changes(before: Evaluation, after: Evaluation) -> dict[str, float]:
    """Per query that both have, by how much its nDCG@10 changed."""
    shared = before.queries.keys() & after.queries.keys()
    return {name: after.queries[name]["nDCG@10"] - before.queries[name]["nDCG@10"] for name in sorted(shared)}


def _difference(metric: str, shared: list[str], before: Scores, after: Scores) -> Difference:
    old, new = (np.array([scores[name][metric] for name in shared]) for scores in (before, after))
    gain = new - old
    flips = np.random.default_rng(0).choice((-1.0, 1.0), (FLIPS, len(gain)))
    extreme = int((np.abs((flips * gain).mean(axis=1)) >= abs(gain.mean()) - 1e-12).sum())
    better, worse = int((gain > 1e-9).sum()), int((gain < -1e-9).sum())
    return Difference(float(old.mean()), float(new.mean()), better, worse, (extreme + 1) / (FLIPS + 1))
