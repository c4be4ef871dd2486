"""Macros of templates for code, which renders most of them once and then has their HTML in ``fragments``."""

from __future__ import annotations

from typing import Any

from flask import current_app, g
from markupsafe import Markup


class TemplateMacro:
    """The macro ``name`` of a template.

    Its module is made when a request renders the first of its macros: most pages have all of their HTML already.
    """

    def __init__(self, template: str, name: str) -> None:
        self._template = template
        self.name = name

    def __call__(self, *arguments: object) -> Markup:
        """Render the macro in the context of the request."""
        return Markup(getattr(_module(self._template), self.name)(*arguments))


def _module(template: str) -> Any:
    modules: dict[str, Any] = g.setdefault("template_modules", {})
    if template not in modules:
        variables: dict[str, Any] = {}
        current_app.update_template_context(variables)
        modules[template] = current_app.jinja_env.get_template(template).make_module(variables)
    return modules[template]
