"""The words of a query that ask for texts and are none of its subject: "I am looking for information on …".

The phrases of four languages are in ``request_words/<language>.toml``: a search from the command line reads no YAML.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from policysearch.query.lexer import QUOTES
from policysearch.text import is_stop_word, words
from policysearch.text.phrase_patterns import PhraseTable, unaccented

MAX_LETTERS = 200  # of a text's beginning that are looked at
_FILES = sorted(Path(__file__).with_name("request_words").glob("*.toml"))
_LANGUAGES = [tomllib.loads(file.read_text("utf-8")) for file in _FILES]
_TABLE = PhraseTable(
    {key: [phrase for phrases in _LANGUAGES for phrase in phrases[key]] for key in _LANGUAGES[0]}
).without_accents
_DETERMINERS = r"(?:{determiner+}){0,4}"
_TEXTS_ABOUT = rf"{_DETERMINERS}{{object asked+}}{{about+}}"
_REQUEST = _TABLE.pattern(
    rf"(?:[^\w\"(-]|-(?!\w))*(?:{{polite}}[\s,.!:;¿¡]+){{0,3}}(?:{{ask+}}(?:{_TEXTS_ABOUT}|{{about+}})?|{{have+}}{_TEXTS_ABOUT})"
)
_TEXTS = _TABLE.pattern(rf"{_DETERMINERS}{{object+}}{{about}}(?!\w)")


def request_of(text: str) -> str:
    """Return the beginning of ``text`` that asks for what follows; an empty text where it does not, or nothing follows.

    "Please send me articles about fisheries" begins with such words; "articles about fisheries" does not, and neither
    does a phrase in quotation marks or a word behind a minus.
    """
    match = _REQUEST.match(_plain(text))
    if match is None or all(map(is_stop_word, words(text[match.end() :]))):
        return ""
    return text[: match.end()]


def words_for_texts(text: str) -> tuple[str, ...]:
    """Return the forms at the beginning of ``text`` that say which kind of text is looked for: "articles about"."""
    match = _TEXTS.match(_plain(text))
    return tuple(words(text[: match.end()])) if match else ()


def _plain(text: str) -> str:
    """Return the beginning of ``text`` without accents and with straight quotation marks, letter for letter."""
    beginning = text[:MAX_LETTERS].translate(QUOTES)
    plain = unaccented(beginning)
    return plain if len(plain) == len(beginning) else beginning
