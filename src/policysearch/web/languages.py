"""The interface's languages: which one a request is answered in, and the catalogues of its words.

The reviewed ``.po`` files are read as they are, once per process and language: no compiled copy can be
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

from policysearch.settings import LANGUAGES
from policysearch.web.site import site
from policysearch.web.view_models import brief_selection

NAMES = {"en": "English", "es": "Español", "pt": "Português", "fr": "Français"}
FOLDER = Path(__file__).parent / "translations"
MOST_WORDS = 2_000


class Catalogues(Domain):  # type: ignore[misc]  # flask-babel carries no types
    """The catalogue of the request's language."""

    def get_translations(self) -> NullTranslations:
        return catalogue(g.get("language", "en"))


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> NullTranslations:
    """The words of the interface in ``language``: all of its files as one. English ones stand in the templates."""
    words = Catalog(locale=language)
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                words.add(message.id, spaced(message.string, language), flags=message.flags, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, words)
    compiled.seek(0)
    return Translations(compiled)


def spaced(words: Any, language: str) -> Any:
    """French punctuation never begins a line and its numbers stay whole: plain spaces as typed are made unbreakable.

    ``words`` are a message's one text, or its plural forms.
    """
    if language != "fr":
        return words
    return _unbreakable(words) if isinstance(words, str) else tuple(map(_unbreakable, words))


def _unbreakable(words: str) -> str:
    return re.sub(r"(?<=«) | (?=[:»])", "\u00a0", re.sub(r" (?=[;?!])|(?<=\d) (?=\d{3})", "\u202f", words))


class Wording:
    """The templates' ``_`` and ``ngettext`` in one language: what was looked up once is kept, already escaped.

    Flask-Babel's own ask for the request at every word, and a page of results has hundreds.
    """

    def __init__(self, words: NullTranslations) -> None:
        self._words = words
        self._kept: dict[str, Markup] = {}

    def gettext(self, text: str, /, **variables: object) -> Markup:
        """``text`` translated and filled in."""
        found = self._kept.get(text)
        if found is None:
            found = Markup(self._words.gettext(text))
            if len(self._kept) < MOST_WORDS:
                self._kept[text] = found
        return found % variables if variables else found

    def ngettext(self, one: str, more: str, count: int, /, **variables: object) -> Markup:
        """The form that ``count`` takes."""
        return Markup(self._words.ngettext(one, more, count)) % {"num": count, **variables}


@lru_cache(maxsize=len(LANGUAGES))
def wording(language: str) -> Wording:
    """The words for templates."""
    return Wording(catalogue(language))


def choose() -> None:
    """Settle the language of this request: its ``lang``, else what its Accept-Language likes best, else English."""
    asked = request.args.get("lang", "")
    chosen = asked if asked in LANGUAGES else ""
    g.language = chosen or preferred(request.headers.get("Accept-Language", ""))
    carried = [("lang", chosen)] if chosen else []
    carried += brief_selection.made(request.args)
    g.addresses = site().addresses.carrying(carried) if carried else site().addresses


@lru_cache(maxsize=1_024)
def preferred(accepted: str) -> str:
    """The best of our languages for a reader whose Accept-Language is ``accepted`` ("es-MX" is served "es")."""
    return parse_accept_header(accepted, LanguageAccept).best_match(LANGUAGES) or LANGUAGES[0]


def speak(app: Flask) -> None:
    """Make ``app`` answer in the reader's language."""
    app.before_request(choose)
    babel = Babel(app, locale_selector=lambda: g.get("language", "en"))
    babel.domain_instance = Catalogues()
