"""The language of a request."""

from __future__ import annotations

from flask import Flask, g, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from policysearch.exporters.numbers import format_number
from policysearch.method_cache import cached_for_short_texts
from policysearch.settings import LANGUAGES
from policysearch.web.site import language, site
from policysearch.web.view_models import brief_selection

NAMES = {"en": "English", "es": "Español", "pt": "Português", "fr": "Français"}
MAX_HEADER = 200  # characters of a header that stays known


def set_request_language() -> None:
    """Set the language of this request: its ``lang``, else what its Accept-Language likes best, else English."""
    requested = request.args.get("lang", "")
    selected = requested if requested in LANGUAGES else ""
    g.language = selected or preferred_language(request.headers.get("Accept-Language", ""))
    carried = [("lang", selected)] if selected else []
    carried += brief_selection.carried(brief_selection.read_selection(request.args))
    g.addresses = site().addresses.carrying(carried) if carried else site().addresses


@cached_for_short_texts(1_024, MAX_HEADER)
def preferred_language(accept_language: str) -> str:
    """Return the best of our languages for an Accept-Language header ("es-MX" is served "es").

    Cached: browsers send few different headers, and parsing one takes a noticeable part of an API answer's time.
    """
    return parse_accept_header(accept_language, LanguageAccept).best_match(LANGUAGES) or LANGUAGES[0]


def number(value: int) -> str:
    """Return a number as the reader's language writes it."""
    return str(value) if -1000 < value < 1000 else format_number(value, language())


def install_languages(app: Flask) -> None:
    """Make ``app`` answer in the reader's language."""
    app.before_request(set_request_language)
