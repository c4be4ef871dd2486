"""The interface's languages: the language of a request, and the catalogues of translations.

The reviewed ``.po`` files are read as they are, once per process and language: there is no compiled copy that could be
stale or missing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g, request
from flask_babel import Babel, Domain
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from policysearch.exporters.numbers import format_number
from policysearch.settings import LANGUAGES
from policysearch.web.site import language, site
from policysearch.web.view_models import brief_selection

NAMES = {"en": "English", "es": "Español", "pt": "Português", "fr": "Français"}
FOLDER = Path(__file__).parent / "translations"


class Catalogues(Domain):  # type: ignore[misc]  # flask-babel carries no types
    """The gettext domain of Flask-Babel, with the catalogue of the request's language."""

    def get_translations(self) -> NullTranslations:
        return catalogue(g.get("language", "en"))


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> NullTranslations:
    """Return the translations into ``language``, from all of its files. The messages themselves are English."""
    messages = Catalog(locale=language)
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                text = with_french_spaces(message.string, language)
                messages.add(message.id, text, flags=message.flags, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


def with_french_spaces(text: Any, language: str) -> Any:
    """Return a French ``text`` with unbreakable spaces for plain ones, so that no line begins with punctuation.

    ``text`` is a message's one text or the tuple of its plural forms. Other languages stay as they are.
    """
    if language != "fr":
        return text
    return _unbreakable(text) if isinstance(text, str) else tuple(map(_unbreakable, text))


def _unbreakable(text: str) -> str:
    return re.sub(r"(?<=«) | (?=[:»])", "\u00a0", re.sub(r" (?=[;?!])|(?<=\d) (?=\d{3})", "\u202f", text))


class TemplateTranslations:
    """The functions ``_`` and ``ngettext`` of templates in one language.

    Flask-Babel's own functions look up the request at every message. A results page has hundreds of messages and takes
    an eighth more time with them.
    """

    def __init__(self, translations: NullTranslations) -> None:
        self._translations = translations
        self._text = lru_cache(maxsize=None)(self._translate)  # templates have a few hundred messages, all constant

    def gettext(self, message: str, /, **variables: object) -> Markup:
        """Return the translation of ``message`` with its variables filled in and escaped."""
        text = self._text(message)
        return text % variables if variables else text

    def ngettext(self, singular: str, plural: str, count: int, /, **variables: object) -> Markup:
        """Return the translation in the plural form that ``count`` needs."""
        return Markup(self._translations.ngettext(singular, plural, count)) % {"num": count, **variables}

    def _translate(self, message: str) -> Markup:
        return Markup(self._translations.gettext(message))


@lru_cache(maxsize=len(LANGUAGES))
def template_translations(language: str) -> TemplateTranslations:
    """Return the translations into ``language`` for templates."""
    return TemplateTranslations(catalogue(language))


def set_request_language() -> None:
    """Set the language of this request: its ``lang``, else what its Accept-Language likes best, else English."""
    requested = request.args.get("lang", "")
    selected = requested if requested in LANGUAGES else ""
    g.language = selected or preferred_language(request.headers.get("Accept-Language", ""))
    carried = [("lang", selected)] if selected else []
    carried += brief_selection.read_selection(request.args)
    g.addresses = site().addresses.carrying(carried) if carried else site().addresses


@lru_cache(maxsize=1_024)
def preferred_language(accept_language: str) -> str:
    """Return the best of our languages for an Accept-Language header ("es-MX" is served "es").

    Cached: browsers send few different headers, and parsing one takes a noticeable part of an API answer's time.
    """
    return parse_accept_header(accept_language, LanguageAccept).best_match(LANGUAGES) or LANGUAGES[0]


def number(value: int) -> str:
    """Return a number as the reader's language writes it."""
    return format_number(value, language())


def install_languages(app: Flask) -> None:
    """Make ``app`` answer in the reader's language."""
    app.before_request(set_request_language)
    babel = Babel(app, locale_selector=lambda: g.get("language", "en"))
    babel.domain_instance = Catalogues()
