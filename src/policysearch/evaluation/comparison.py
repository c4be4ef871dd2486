"""Two evaluations -> their difference in each metric, with a test of its significance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from policysearch.evaluation.metrics import METRICS, Evaluation, Scores
from policysearch.model.errors import EvaluationError

RESAMPLES = 10_000


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference in a metric: both means over the shared queries, the numbers of queries that are ``better`` and
    ``worse`` in the candidate, and ``p``, the probability of such a difference by chance.
    """

    baseline: float
    candidate: float
    better: int
    worse: int
    p: float


def compare(baseline: Evaluation, candidate: Evaluation) -> dict[str, Difference]:
    """Return the difference of each metric over the queries that both have.

    ``p`` is from a two-sided paired permutation test, as Smucker et al. (CIKM 2007) recommend: exact for up to 13
    queries, of ``RESAMPLES`` random changes of sign for more. Raises EvaluationError without a query in common.
    """
    shared = sorted(baseline.queries.keys() & candidate.queries.keys())
    if not shared:
        raise EvaluationError("The two evaluations have no query in common.")
    return {metric: _difference(metric, shared, baseline.queries, candidate.queries) for metric in METRICS}


def ndcg_changes(baseline: Evaluation, candidate: Evaluation) -> dict[str, float]:
    """Return the change of nDCG@10 of each query that both have."""
    shared = baseline.queries.keys() & candidate.queries.keys()
    return {name: candidate.queries[name]["nDCG@10"] - baseline.queries[name]["nDCG@10"] for name in sorted(shared)}


def _difference(metric: str, shared: list[str], baseline: Scores, candidate: Scores) -> Difference:
    from scipy.stats import permutation_test  # takes a second to import

    old, new = (np.array([scores[name][metric] for name in shared]) for scores in (baseline, candidate))
    gain = new - old
    better, worse = int((gain > 1e-9).sum()), int((gain < -1e-9).sum())
    test = permutation_test((gain,), np.mean, permutation_type="samples", n_resamples=RESAMPLES, batch=1_000, rng=0)
    return Difference(float(old.mean()), float(new.mean()), better, worse, float(test.pvalue))
