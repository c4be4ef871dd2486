"""The rows of a facet's values, each rendered once for a generation: a page has sixty of them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from policysearch.web.languages import number
from policysearch.web.view_models.facets import Choice
from policysearch.web.view_models.fragments import FragmentRenderer
from policysearch.web.view_models.template_macros import TemplateMacro

CHECKED = Markup("<checked>")  # in HTML that many pages share, where the state of a box comes; never in escaped text
COUNT = Markup("<count>")  # likewise where its count comes
_ROW, _NARROWER = TemplateMacro("_choices.html", "choice"), TemplateMacro("_choices.html", "narrower")


def choice_rows(choices: Iterable[Choice], facet: str, fragment: FragmentRenderer) -> Markup:
    """Return the list items of ``choices`` with their states and counts."""
    parts = []
    for choice in choices:
        html = fragment.keyed(_ROW, (facet, choice.value), facet, choice.id, choice.value, choice.label)
        state = " checked" if choice.selected else ""
        through = fragment(_NARROWER, choice.through) if choice.through else ""
        parts.append(f"{str(html).replace(CHECKED, state).replace(COUNT, number(choice.count))}{through}</li>")
    return Markup("".join(parts))
