"""The words of a query that ask for texts and are none of its subject: "I am looking for information on …", "… please".

The phrases of four languages are in ``request_words/<language>.toml``: a search from the command line reads no YAML.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from policysearch.query.lexer import QUOTES
from policysearch.text import is_stop_word, words
from policysearch.text.phrase_patterns import PhraseTable, unaccented

MAX_LETTERS, MAX_COURTESY = 200, 60  # of a text's beginning, and of its end, that are looked at
_DETERMINERS = r"(?:{determiner+}){0,4}"
_TEXTS_ABOUT = rf"{_DETERMINERS}{{object asked+}}{{about+}}"


class _Patterns(NamedTuple):
    """The patterns of how a text begins that asks, of its courtesy, and of what says that texts are looked for."""

    request: re.Pattern[str]
    courtesy: re.Pattern[str]
    texts: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Return the patterns of all languages; a command that searches nothing does without them."""
    files = sorted(Path(__file__).with_name("request_words").glob("*.toml"))
    languages = [tomllib.loads(file.read_text("utf-8")) for file in files]
    phrases = {key: [phrase for of_language in languages for phrase in of_language[key]] for key in languages[0]}
    table = PhraseTable(phrases).without_accents
    return _Patterns(
        table.pattern(
            rf"(?:[^\w\"(-]|-(?!\w))*(?:{{polite}}[\s,.!:;¿¡]+){{0,3}}"
            rf"(?:{{ask+}}(?:{_TEXTS_ABOUT}|{{about+}})?|{{have+}}{_TEXTS_ABOUT})"
        ),
        table.pattern(r"(?:[\s,.;!?]+{please}|\s*[,.;!?]\s*{thanks})+[\s.!?,;]*\Z"),
        table.pattern(rf"(?:[^\w\"(-]*{{question}}|{_DETERMINERS}{{object+}}{{about}})(?!\w)"),
    )


def request_of(text: str) -> str:
    """Return the beginning of ``text`` that asks for what follows; an empty text where it does not, or nothing follows.

    "Please send me articles about fisheries" begins with such words; "articles about fisheries" does not, and neither
    does a phrase in quotation marks or a word behind a minus.
    """
    match = _patterns().request.match(_plain(text))
    if match is None or all(map(is_stop_word, words(text[match.end() :]))):
        return ""
    return text[: match.end()]


def courtesy_of(text: str) -> str:
    """Return the end of ``text`` that says please or thanks, as in "cocoa in Ghana, please"; empty where none does."""
    end = _plain_end(text)
    match = _patterns().courtesy.search(end)
    if match is None or all(map(is_stop_word, words(text[: len(text) - len(end) + match.start()]))):
        return ""
    return text[len(text) - len(end) + match.start() :]


class RequestedSubject(NamedTuple):
    """What a text is about, and the words before and behind it that ask for texts."""

    subject: str
    request: str
    courtesy: str


def requested_subject(text: str) -> RequestedSubject:
    """Return what ``text`` is about, apart from the words around it that ask for texts."""
    request = request_of(text)
    rest = text[len(request) :]
    courtesy = courtesy_of(rest)
    return RequestedSubject(rest.removesuffix(courtesy), request, courtesy)


def words_for_texts(text: str) -> tuple[str, ...]:
    """Return the forms at the beginning of ``text`` that say what is looked for: "articles about", "how many"."""
    match = _patterns().texts.match(_plain(text))
    return tuple(words(text[: match.end()])) if match else ()


def _plain(text: str) -> str:
    """Return the beginning of ``text`` without accents and with straight quotation marks, letter for letter."""
    return _letter_for_letter(text[:MAX_LETTERS])


def _plain_end(text: str) -> str:
    """Return the end of ``text`` in the same way."""
    return _letter_for_letter(text[-MAX_COURTESY:])


def _letter_for_letter(part: str) -> str:
    if part.isascii():
        return part
    straight = part.translate(QUOTES)
    plain = unaccented(straight)
    return plain if len(plain) == len(straight) else straight
