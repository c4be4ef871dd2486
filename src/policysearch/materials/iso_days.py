"""Days as people write them -> 2010-09-21, where they are sure."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime

_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d")
_DASHES = re.compile("[‐‑‒–—−]")
_YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})$")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$")


def iso_day(text: str) -> str | None:
    """Return the day that ``text`` surely means, as 2010-09-21, or None. A time of day is not told by it."""
    plain = _TIME.sub("", _DASHES.sub("-", text.strip()))
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    from policysearch.text import dates  # nearly all are of those forms

    spans = dates.find(plain, day_first=False)
    days = [s for s in spans if s.certain and s.start == s.end and (s.first, s.last) == (0, len(plain))]
    return days[0].start.isoformat() if days else None


def example_day(text: str) -> str:
    """Return a day such as 2011-09-06, like the one that ``text`` seems to mean."""
    if match := _YEAR_FIRST.match(text.strip()):
        year, month = max(1, int(match[1])), min(max(1, int(match[2])), 12)
        return f"{year:04}-{month:02}-{min(max(1, int(match[3])), monthrange(year, month)[1]):02}"
    from policysearch.text import dates

    spans = dates.find(text, 2011, day_first=True)
    return spans[0].start.isoformat() if spans else "2011-09-06"
