"""The globals, filters and context that every template may use."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import Flask, g, request
from jinja2.ext import Extension
from markupsafe import Markup, escape

from policysearch.alerts.configuration import are_on
from policysearch.query import MAX_PASTED
from policysearch.web import formats
from policysearch.web.catalogues import template_translations
from policysearch.web.http import search_logging
from policysearch.web.http.markdown_pages import markdown_path
from policysearch.web.languages import NAMES, number
from policysearch.web.site import (
    Site,
    addresses,
    is_of_former,
    labels,
    language,
    language_params,
    request_generation,
    site,
)
from policysearch.web.view_models import placeholders
from policysearch.web.view_models.brief_selection import CHOICE, hidden_params, selection_params
from policysearch.web.view_models.choice_rows import choice_rows
from policysearch.web.view_models.facets import choice_id
from policysearch.web.view_models.fragments import FragmentRenderer
from policysearch.web.view_models.hit_rows import hit_rows
from policysearch.web.view_models.notices import notice_text
from policysearch.web.view_models.reasons import reason_lines
from policysearch.web.view_models.results_parts import facet_sections, results_top, take
from policysearch.web.view_models.search_form import search_form
from policysearch.web.view_models.template_macros import TemplateMacro

STATIC_FILES = (
    "site.css",
    "site.js",
    "icon.svg",
    "policysearch-box.js",
    "frame.css",
    "frame.js",
    "setup.css",
    "setup.js",
    "for-my-text.css",
    "for-my-text.js",
)
_BLOCKS = (
    "article|aside|body|details|dd|div|dl|dt|fieldset|footer|h[1-6]|head|header|legend|li|link|main|meta|nav|ol|option"
    "|p|script|section|summary|title|ul"
)
_BREAK = re.compile(rf"(?<=>)\n+(?=</?(?:{_BLOCKS})\b)")
_LANGUAGES = TemplateMacro("_site.html", "languages")
FILTERS = (
    formats.with_marks,
    formats.with_links,
    formats.with_words,
    formats.day,
    formats.days,
    formats.size,
    formats.lesson_number,
    formats.lesson_name,
    formats.headline,
    formats.with_headline,
    formats.place,
    formats.cite,
    formats.cite_without_title,
    formats.contact_link,
    number,
    notice_text,
    reason_lines,
    hit_rows,
    choice_id,
    choice_rows,
)


class Unindented(Extension):
    """Takes from templates what lays out their lines alone, a tenth of a page: indentation, breaks between blocks."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - jinja's
        """Return the source with every line at the margin, and blocks side by side."""
        return _BREAK.sub("", re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE))


def install_template_globals(app: Flask, site: Site) -> None:
    """Give the templates of ``app`` their filters, globals and context."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(Unindented)
    app.jinja_env.filters.update({function.__name__: function for function in FILTERS})
    app.jinja_env.globals.update(
        placeholders.BY_NAME,
        SITE_WAYS=TemplateMacro("_site.html", "ways"),
        SITE_FOOTER=TemplateMacro("_site.html", "footer"),
        facet_sections=facet_sections,
        results_top=results_top,
        search_form=search_form,
        take=take,
        search_help=TemplateMacro("_search.html", "help"),
        LANGUAGES=NAMES,
        MAX_PASTED=MAX_PASTED,
        site=site,
        static=_static_address(site),
        language_links=language_links,
        canonical_address=canonical_address,
        markdown_path=lambda: markdown_path(request.path),
        hidden_params=hidden_params,
        has_alerts=are_on(site.settings),
    )
    app.context_processor(_request_context)


def _request_context() -> dict[str, Any]:
    reader_language, parts, to = language(), site(), addresses()
    translations = template_translations(reader_language)
    lessons = g.get("brief_lessons", ())
    context = (reader_language, to.carried)
    is_own = bool(lessons) or is_of_former()
    return {
        "_": translations.gettext,
        "ngettext": translations.ngettext,
        "label": labels(),
        "fragment": (
            FragmentRenderer(None, context) if is_own else parts.fragments.renderer(request_generation(), context)
        ),
        "language": reader_language,
        "to": to,
        "brief_lessons": lessons,
        "brief_is_full": g.get("brief_is_full", False),
        "brief_is_cut": g.get("brief_is_cut", False),
        "brief_title": g.get("brief_title", ""),
        "site_name": parts.settings.name(reader_language),
    }


def _static_address(site: Site) -> Callable[[str], str]:
    def address(name: str) -> str:
        return site.addresses.bare(f"/static/{name}", [("v", site.statics.digest(name))])

    return {name: address(name) for name in STATIC_FILES}.__getitem__


def language_links(fragment: FragmentRenderer) -> Markup:
    """Return the links to this page in each language, with the reader's choice as it is now."""
    names = (search_logging.PREVIOUS_QUERY, *CHOICE)
    params = [pair for pair in request.args.items(multi=True) if pair[0] not in names]
    choice = selection_params(g.get("brief_lessons", ()), g.get("brief_title", ""))
    start = addresses().before_language(request.path, [*params, *choice])
    return Markup(str(fragment(_LANGUAGES)).replace(placeholders.START, escape(start)))


def canonical_address() -> str:
    """Return the one full address of this page, in the language that its address asks for."""
    to = site().addresses
    return to.absolute(to.bare(request.path, language_params()))
