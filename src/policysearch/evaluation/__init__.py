"""The quality of the ranking: judged queries, run and measured with the product's own engine."""

from policysearch.evaluation.comparison import Difference, compare, ndcg_changes
from policysearch.evaluation.metrics import METRICS, Evaluation, load, mean, measure
from policysearch.evaluation.run import evaluate

__all__ = ["METRICS", "Difference", "Evaluation", "compare", "evaluate", "load", "mean", "measure", "ndcg_changes"]
