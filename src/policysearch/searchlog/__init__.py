"""What was asked, what found nothing and what was opened: counted by day, told by week."""

from policysearch.searchlog.log import SearchLog, tidy
from policysearch.searchlog.summary import Report, Week, report, synonyms

__all__ = ["Report", "SearchLog", "Week", "report", "synonyms", "tidy"]
