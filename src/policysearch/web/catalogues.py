"""The catalogues of translations, and the functions that translate for the request's language.

The reviewed ``.po`` files are read as they are, once per process and language: there is no compiled copy that could be
stale or missing. ``gettext`` and ``ngettext`` give plain text, for view models; templates have their own, which give
markup.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations
from flask import g
from markupsafe import Markup

from policysearch.catalogues import read_catalogue
from policysearch.settings import LANGUAGES

FOLDER = Path(__file__).parent / "translations"


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> NullTranslations:
    """Return the translations into ``language``, from all of its files. The messages themselves are English."""
    return read_catalogue(FOLDER, language, lambda text: with_french_spaces(text, language))


def with_french_spaces(text: Any, language: str) -> Any:
    """Return a French ``text`` with unbreakable spaces for plain ones, so that no line begins with punctuation.

    ``text`` is a message's one text or the tuple of its plural forms. Other languages stay as they are.
    """
    if language != "fr":
        return text
    return _unbreakable(text) if isinstance(text, str) else tuple(map(_unbreakable, text))


def request_language() -> str:
    """Return the language of the request; English outside of one."""
    return str(g.get("language", "en"))


def gettext(message: str, /, **variables: object) -> str:
    """Return the translation of ``message`` into the request's language, with its variables filled in."""
    text = _text(request_language(), message)
    return text % variables if variables else text


@lru_cache(maxsize=4_096)
def _text(language: str, message: str) -> str:
    """Return the translation of ``message``; cached, since a page of results translates forty."""
    text: str = catalogue(language).gettext(message)
    return text


def ngettext(singular: str, plural: str, count: int, /, **variables: object) -> str:
    """Return the translation into the request's language, in the plural form that ``count`` needs."""
    text: str = catalogue(request_language()).ngettext(singular, plural, count)
    return text % {"num": count, **variables}


class TemplateTranslations:
    """The functions ``_`` and ``ngettext`` of templates in one language."""

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


def _unbreakable(text: str) -> str:
    return re.sub(r"(?<=«) | (?=[:»])", "\u00a0", re.sub(r" (?=[;?!])|(?<=\d) (?=\d{3})", "\u202f", text))
