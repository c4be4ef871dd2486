"""The rows of a facet's values, each rendered once for a generation: a page has sixty of them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from policysearch.search.results import Bucket, Results
from policysearch.web.languages import number
from policysearch.web.view_models.fragments import FragmentRenderer
from policysearch.web.view_models.template_macros import TemplateMacro

CHECKED = Markup("<checked>")  # in HTML that many pages share, where the state of a box comes; never in escaped text
COUNT = Markup("<count>")  # likewise where its count comes
_ROW, _NARROWER = TemplateMacro("_choices.html", "choice"), TemplateMacro("_choices.html", "narrower")


def choice_rows(buckets: Iterable[Bucket], facet: str, results: Results, fragment: FragmentRenderer) -> Markup:
    """Return the list items of ``buckets`` of a facet of ``results``, with their states and counts."""
    parts = []
    for value, count, selected in buckets:
        html = str(fragment(_ROW, facet, value)).replace(CHECKED, " checked" if selected else "")
        narrower = results.through.get((facet, value), "")
        through = fragment(_NARROWER, facet, narrower) if narrower else ""
        parts.append(f"{html.replace(COUNT, number(count))}{through}</li>")
    return Markup("".join(parts))
