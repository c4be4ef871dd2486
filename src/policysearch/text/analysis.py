"""Text -> terms with positions and offsets, per language: the one analysis of index, query, snippets and suggestions.

A *form* is a word as it stands, normalised (NFKC, lower case, elisions and possessives off, an acronym's dots and
plural -s off), accents kept; a *term* is its stem with case and accents folded, and depends on the folded form alone,
so that "politica", "política" and "políticas" are one term of Spanish. Terms are what is indexed.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from threading import Lock
from typing import NamedTuple

from Stemmer import Stemmer

from policysearch.settings import LANGUAGES

__all__ = ["LANGUAGES", "Token", "analyse", "chunk_forms", "fold", "forms", "is_stop_word", "term", "terms", "words"]

MAX_FORM = 64
_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_END = r"(?![^\W_]|[\u0300-\u036f])"
_INNER = r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060]"  # accents written apart, and what is there only to break lines
_WORD = rf"[^\W_]+(?:{_INNER}+[^\W_]*)*"
_APOSTROPHE = "['\u2019\u02bc\u2018\uff07]"
_TOKEN = re.compile(
    rf"(?<![^\W_])(?:{_LETTER}(?:\.{_LETTER})+{_END}\.?"  # U.S.
    rf"|[A-Z]{{2}}(?:\.[A-Z]{{2}})+{_END}\.?"  # EE.UU.
    rf"|{_LETTER}(?:[&+]{_LETTER})+{_END})"  # R&D, I+D
    rf"|{_WORD}(?:{_APOSTROPHE}{_WORD})*"
)
_SPLIT = re.compile(rf"{_APOSTROPHE}")
_ELIDED = frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])
ASCII_MARKS = string.punctuation
_NOT_WORD = re.compile(r"[\W_]+")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "œ": "oe", "æ": "ae", "ð": "d", "þ": "th"}
)
_SNOWBALL = {"en": "english", "es": "spanish", "pt": "portuguese", "fr": "french"}
_STEMMERS = {language: Stemmer(name, 0) for language, name in _SNOWBALL.items()}
_STEMMING = Lock()  # a stemmer holds a buffer of its own

# Accents that Snowball's suffixes need, put back on the folded form, so that a word typed without them stems alike;
# and plurals that Snowball leaves apart from their singular.
_RESTORED: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    language: tuple((re.compile(pattern), text) for pattern, text in rules)
    for language, rules in {
        "en": ((r"(^[^aeiou]{2,}e)s$", r"\1"),),
        "es": (
            (r"([bcdfgjklmpqrtvw]|^[^aeiou]{2,}e)s$", r"\1"),
            (r"ciones$", "cion"),
            (r"cion$", "ción"),
            (r"(?<!nc)ia(s?)$", r"ía\1"),
        ),
        "pt": (
            (r"([bcdfgjklmpqrtvw]|^[^aeiou]{2,}e)s$", r"\1"),
            (r"^paises$", "pais"),
            (r"(?:oes|aes)$", "ao"),
            (r"^(.{2,}[aeou])is$", r"\1l"),
            (r"ns$", "m"),
            (r"cao$", "ção"),
            (r"encia(s?)$", r"ência\1"),
            (r"avel$", "ável"),
            (r"ivel$", "ível"),
        ),
        "fr": (
            (r"ee(s?)$", r"ée\1"),
            (r"ite(s?)$", r"ité\1"),
            (r"iere(s?)$", r"ière\1"),
        ),
    }.items()
}
_ENDINGS = {  # of words that any of these changes
    "en": ("es",),
    "es": ("s", "cion", "ia"),
    "pt": ("s", "cao", "encia", "avel", "ivel"),
    "fr": ("ee", "ees", "ite", "ites", "iere", "ieres"),
}

# Words of policy that Snowball takes for others: productivity for products, cooperatives for cooperation.
_APART = re.compile(r"(produc?tiv|cooperativ)(?:e|es|ely|ity|o|os|a|as|idad|idade|idades|ite|ites)?")


class Token(NamedTuple):
    """A word of a text: ``text[start:end]`` as it stands, ``position`` counting every word, stop words too."""

    text: str
    term: str
    form: str
    position: int
    start: int
    end: int


def analyse(text: str, language: str) -> list[Token]:
    """The words of ``text`` that are no stop words of ``language``, in order."""
    found = []
    for position, (form, start, end) in enumerate(forms(text)):
        if word := term(form, language):
            found.append(Token(text[start:end], word, form, position, start, end))
    return found


def forms(text: str) -> list[tuple[str, int, int]]:
    """Every word of ``text`` as (form, start, end), whatever the language; a word's position is its place here."""
    if text.isascii() and text.isalnum():  # one word, as most of what is asked
        return list(_pieces(text))
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        pieces = _pieces(match.group())
        start = match.start()
        found += [(form, start + first, start + last) for form, first, last in pieces]
    return found


def chunk_forms(chunk: str) -> list[str]:
    """The forms of a stretch without white space. Words never cross white space: all chunks' forms are a text's."""
    core = chunk.strip(ASCII_MARKS)
    if core.isascii() and core.isalnum():
        return [_form(core)]
    return [form for form, _, _ in forms(chunk)]


def plain_form(word: str) -> str:
    """The form of a word of ASCII letters and digits alone, as a reader wrote it."""
    if word[-1] == "s" and len(word) > 2 and word[:-1].isupper():
        word = word[:-1]
    return word.lower()[:MAX_FORM]


def words(text: str) -> list[str]:
    """The forms alone, in order."""
    return [*chain.from_iterable(map(_chunk_words, text.split()))]


@lru_cache(maxsize=1 << 17)
def term(form: str, language: str) -> str:
    """What ``form`` is indexed as in ``language``; empty for a stop word."""
    return terms_of((form,), language)[0]


def terms_of(forms: Sequence[str], language: str) -> list[str]:
    """``term`` of many."""
    found = [fold(form) for form in forms]
    if language not in _STEMMERS:
        return found
    stops = _stop_words(language)
    stemmed = []
    for number, plain in enumerate(found):
        if plain in stops:
            found[number] = ""
        elif plain[:4] in ("prod", "coop") and (apart := _APART.fullmatch(plain)):
            found[number] = apart[1]
        elif not plain.isdigit():
            stemmed.append(number)
    words = [_restored(found[number], language) for number in stemmed]
    with _STEMMING:
        stems = _STEMMERS[language].stemWords(words)
    for number, stem in zip(stemmed, stems, strict=True):
        found[number] = (stem if stem.isascii() else fold(stem)) or found[number]
    return found


def _restored(plain: str, language: str) -> str:
    if not plain.endswith(_ENDINGS[language]):
        return plain
    for pattern, text in _RESTORED[language]:
        plain = pattern.sub(text, plain)
    return plain


@lru_cache(maxsize=1 << 14)  # a query is compared with the same few hundred names of the vocabulary again and again
def terms(text: str, language: str) -> tuple[str, ...]:
    """The terms of the words of ``text`` that are no stop words of ``language``, in order."""
    return tuple(word for form in _said(text) if (word := term(form, language)))


@lru_cache(maxsize=1 << 12)  # names of the vocabulary are analysed in each language
def _said(text: str) -> tuple[str, ...]:
    return tuple(form for form, _, _ in forms(text))


def fold(text: str) -> str:
    """``text`` without case and accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in plain.translate(_UNDECOMPOSED) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 14)
def is_stop_word(word: str, language: str | None = None) -> bool:
    """Whether ``word`` carries no meaning of its own in ``language`` (None: in any of the four)."""
    return fold(word) in stop_words(language)


def stop_words(language: str | None = None) -> frozenset[str]:
    """The folded stop words of ``language`` (None: of all four)."""
    return _stop_words(language) if language else _all_stop_words()


@lru_cache(maxsize=1 << 17)
def _pieces(raw: str) -> tuple[tuple[str, int, int], ...]:
    """The words that one stretch of the text without a break is, with their offsets in it."""
    if raw.isalnum():
        return ((_form(raw), 0, len(raw)),)
    parts, start = [], 0
    for part in _SPLIT.split(raw):
        parts.append((part, start, start + len(part)))
        start += len(part) + 1
    if len(parts) > 1 and fold(parts[0][0]) in _ELIDED:
        parts = parts[1:]
    if len(parts) > 1 and parts[-1][0] in ("s", "S"):
        parts = parts[:-1]
    return tuple((form, first, last) for part, first, last in parts if (form := _form(part)))


@lru_cache(maxsize=1 << 17)
def _chunk_words(chunk: str) -> tuple[str, ...]:
    return tuple(chunk_forms(chunk))


def _form(raw: str) -> str:
    if raw.isascii() and raw.isalnum():
        return plain_form(raw)
    raw = unicodedata.normalize("NFC", raw)
    if len(raw) > 2 and raw[-1] == "s" and raw[:-1].isupper():
        raw = raw[:-1]
    form = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", raw).casefold())
    return _NOT_WORD.sub("", form)[:MAX_FORM]


@cache
def _stop_words(language: str) -> frozenset[str]:
    if language not in LANGUAGES:
        return frozenset()
    lines = (files("policysearch") / "text" / "stop_words" / f"{language}.txt").read_text("utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))


@cache
def _all_stop_words() -> frozenset[str]:
    return frozenset().union(*map(_stop_words, LANGUAGES))
