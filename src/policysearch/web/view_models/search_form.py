"""The search form as HTML, rendered once for a language: every page has it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from policysearch.web.view_models.brief_selection import hidden_params
from policysearch.web.view_models.fragments import FragmentRenderer
from policysearch.web.view_models.template_macros import TemplateMacro

TYPED = Markup("<typed>")  # in HTML that many pages share, where the typed words come; never in escaped text
FIELDS = Markup("<fields>")  # likewise where hidden fields come
_FORM = TemplateMacro("_search.html", "form")


def search_form(
    fragment: FragmentRenderer, text: str = "", fields: Iterable[tuple[str, str]] | None = None, *, big: bool = False
) -> Markup:
    """Return the form with ``text`` typed; without ``fields`` it keeps the reader's choice alone."""
    inputs = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in (hidden_params() if fields is None else fields)
    )
    return Markup(str(fragment(_FORM, big)).replace(FIELDS, inputs).replace(TYPED, escape(text)))
