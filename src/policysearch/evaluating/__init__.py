"""How good the ranking is: judged queries, run and measured with the product's own engine."""

from policysearch.evaluating.comparing import Difference, changes, compare
from policysearch.evaluating.measuring import METRICS, Evaluation, load, mean, measured
from policysearch.evaluating.running import evaluate

__all__ = ["METRICS", "Difference", "Evaluation", "changes", "compare", "evaluate", "load", "mean", "measured"]
