"""What every template may use: the site's names, the language, addresses, dates and numbers, marked text."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_interval
from babel.numbers import format_decimal
from flask import Flask, g, request
from markupsafe import Markup, escape

from policysearch import vocabulary as words
from policysearch.web.languages import NAMES
from policysearch.web.site import Site, addresses, language


def lay_out(app: Flask, site: Site) -> None:
    """Give ``app``'s templates their words."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(marked=marked, day=day, days=days, number=number)
    app.jinja_env.globals.update(LANGUAGES=NAMES, site=site, static=_static(site))

    def spoken() -> dict[str, Any]:
        vocabulary = site.searcher.vocabulary
        speaking = g.get("language", "en")
        return {
            "language": speaking,
            "to": g.get("addresses", site.addresses),
            "site_name": site.settings.name(speaking),
            "label": lambda facet, value: words.label(vocabulary, facet, value, speaking),
        }

    app.context_processor(spoken)


def _static(site: Site) -> Any:
    def address(name: str) -> str:
        return site.addresses.bare(f"/static/{name}", [("v", site.statics.digest(name))])

    return {name: address(name) for name in ("site.css", "site.js")}.__getitem__


def marked(text: str, marks: tuple[tuple[int, int], ...]) -> Markup:
    """``text`` escaped, each stretch of ``marks`` in a ``<mark>``."""
    parts, last = [], 0
    for start, end in marks:
        parts += [escape(text[last:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        last = end
    return Markup("").join([*parts, escape(text[last:])])


def day(when: date) -> str:
    """A date in the reader's language."""
    return _day(when, language())


def days(start: date, end: date) -> str:
    """From one date to another in the reader's language, what they share said once."""
    return _days(start, end, language())


def number(value: int) -> str:
    """A number in the reader's language."""
    return format_decimal(value, locale=language())


@lru_cache(maxsize=4096)
def _day(when: date, language: str) -> str:
    return format_date(when, "long", locale=language)


@lru_cache(maxsize=4096)
def _days(start: date, end: date, language: str) -> str:
    if start == end:
        return _day(start, language)
    return format_interval(start, end, "yMMMMd", locale=language)


def elsewhere() -> list[tuple[str, str]]:
    """(language, address) of this page in each language."""
    return [*addresses().languages(request.path, [*request.args.items(multi=True)])]
