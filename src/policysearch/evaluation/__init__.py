"""How good the ranking is: judged queries, run and measured with the product's own engine."""

from policysearch.evaluation.comparison import Difference, changes, compare
from policysearch.evaluation.metrics import METRICS, Evaluation, load, mean, measured
from policysearch.evaluation.run import evaluate

__all__ = ["METRICS", "Difference", "Evaluation", "changes", "compare", "evaluate", "load", "mean", "measured"]
