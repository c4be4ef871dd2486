"""The words of a search that no result has, as a sentence."""

from __future__ import annotations

from policysearch.search.results import Results
from policysearch.web.catalogues import gettext as _


def missing_words(results: Results) -> str:
    """Return which words no result has; an empty text where there is none."""
    if not results.missing:
        return ""
    text: str = _("No result has: %(words)s.", words=", ".join(_("“%(form)s”", form=word) for word in results.missing))
    return text
