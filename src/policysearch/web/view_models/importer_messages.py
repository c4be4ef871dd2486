"""What the importers say of a document, in the reader's language: the catalogues of the commands have it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations

import policysearch
from policysearch.catalogues import read_catalogue
from policysearch.model.message import Message
from policysearch.settings import LANGUAGES
from policysearch.web.catalogues import request_language, with_french_spaces

FOLDER = Path(policysearch.__file__).parent / "cli" / "translations"


def importer_message(text: str) -> str:
    """Return a message of the rooms below in the reader's language; other texts as they are."""
    if not isinstance(text, Message):
        return str(_catalogue(request_language()).gettext(text)) if text else ""
    template = _catalogue(request_language()).gettext(text.template)
    if template == text.template:
        return str(text)
    return str(template.format(**{name: _value(value) for name, value in text.values.items()}))


def _value(value: Any) -> Any:
    return importer_message(value) if isinstance(value, Message) else value


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> NullTranslations:
    return read_catalogue(FOLDER, language, lambda text: with_french_spaces(text, language))
