"""Catalogues of translations: reviewed ``.po`` files, read as they are, so that no compiled copy can be stale."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations


def read_catalogue(folder: Path, language: str, finish: Callable[[Any], Any] = lambda text: text) -> NullTranslations:
    """Return the translations into ``language``, from all of its files in ``folder``. The messages are English.

    ``finish`` is applied to a message's one text or to the tuple of its plural forms.
    """
    return Translations(BytesIO(compiled(folder, language, finish)))


def compiled(
    folder: Path, language: str, finish: Callable[[Any], Any] = lambda text: text, files: str = "*.po"
) -> bytes:
    """Return the same, of the ``files`` of a pattern alone, as the bytes of an ``.mo`` file."""
    messages = Catalog(locale=language)
    for path in sorted((folder / language).glob(files)):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                messages.add(message.id, finish(message.string), flags=message.flags, context=message.context)
    output = BytesIO()
    write_mo(output, messages)
    return output.getvalue()
