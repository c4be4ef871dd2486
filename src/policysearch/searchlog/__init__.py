"""The search log: searches, searches without results and opened pages, counted by day and reported by week."""

from policysearch.searchlog.log import SearchLog, normalize
from policysearch.searchlog.summary import Report, Week, report, synonym_candidates

__all__ = ["Report", "SearchLog", "Week", "normalize", "report", "synonym_candidates"]
