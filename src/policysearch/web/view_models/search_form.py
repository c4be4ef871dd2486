"""The search form as HTML, rendered once for a language: every page has it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from policysearch.web.view_models.brief_selection import hidden_params
from policysearch.web.view_models.fragments import FragmentRenderer
from policysearch.web.view_models.placeholders import FIELD_NAME, FIELD_VALUE, FIELDS, TYPED
from policysearch.web.view_models.template_macros import TemplateMacro

_FORM, _HIDDEN_FIELD = TemplateMacro("_search.html", "form"), TemplateMacro("_search.html", "hidden_field")


def search_form(
    fragment: FragmentRenderer, text: str = "", fields: Iterable[tuple[str, str]] | None = None, *, big: bool = False
) -> Markup:
    """Return the form with ``text`` typed; without ``fields`` it keeps the reader's choice alone."""
    field = str(fragment(_HIDDEN_FIELD))
    inputs = "".join(
        field.replace(FIELD_NAME, escape(name)).replace(FIELD_VALUE, escape(value))
        for name, value in (hidden_params() if fields is None else fields)
    )
    return Markup(str(fragment(_FORM, big)).replace(FIELDS, inputs).replace(TYPED, escape(text)))
