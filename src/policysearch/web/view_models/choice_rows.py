"""The rows of a facet's values, each rendered once for a generation: a page has sixty of them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from policysearch.search.results import Bucket, Results
from policysearch.web.languages import number
from policysearch.web.view_models.fragments import FragmentRenderer
from policysearch.web.view_models.placeholders import CHECKED, COUNT, NARROWER
from policysearch.web.view_models.template_macros import TemplateMacro

_MARKS = (CHECKED, COUNT, NARROWER)
_ROW, _NARROWER = TemplateMacro("_choices.html", "choice"), TemplateMacro("_choices.html", "narrower")


def choice_rows(buckets: Iterable[Bucket], facet: str, results: Results, fragment: FragmentRenderer) -> Markup:
    """Return the list items of ``buckets`` of a facet of ``results``, with their states and counts."""
    pieces, through = fragment.pieces, results.through
    rows = []
    for value, count, selected in buckets:
        begin, state, label_end, end = pieces(_ROW, _MARKS, facet, value)
        narrower = through.get((facet, value), "") if through else ""
        note = fragment(_NARROWER, facet, narrower) if narrower else ""
        rows.append(f"{begin}{' checked' if selected else ''}{state}{number(count)}{label_end}{note}{end}")
    return Markup("".join(rows))
