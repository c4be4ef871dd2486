"""The countries whose experience a text discusses: named in it, but not as part of an institution's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from policysearch.text import fold
from policysearch.vocabulary.countries import codes, names_of

# Words in front of a country's name, and behind it, that make it part of an institution's name.
_INSTITUTION_OF = re.compile(
    r"(?:\b(?:University|Universidad|Universidade|Université|Bank|Banco|Banque|Mission|Misión|Embassy|Embajada"
    r"|Chamber|Cámara|Câmara|College|Institute|Instituto|Center|Centre|Centro)\b[^.;,()]{0,40}"
    r"\b(?:of|de|du|da|do|del|d[’'])\s*(?:the\s+|la\s+|los\s+|las\s+|le\s+|les\s+)?)$"
)
# The last words of that pattern, looked for first.
_JOINING_WORDS = ("of", "de", "du", "da", "do", "del", "d’", "d'", "the", "la", "los", "las", "le", "les")
_INSTITUTION = re.compile(
    r"^(?:['’]s)?\s+(?:Mission\b|Embassy\b|Agency\b|Department\b|Small Business Administration\b|Congress\b"
    r"|(?:[A-Z][\w-]+\s+){0,3}(?:Agency|Administration|Bank|Association|Institute|Foundation|University|Council)\b)"
)
_CAPITALISED = re.compile(r"[A-ZÀ-Þ](?<![\w.].)[\w’'-]*(?:\.[A-Z]\b)*\.?")  # a letter first: found much faster


def experience(text: str) -> tuple[str, ...]:
    """Return country codes by their first mention. Names count in any of the four languages; "US" in capitals."""
    mentioned: dict[str, None] = {}
    for match in _CAPITALISED.finditer(text):
        for name, code in _names_with_first_word(match.group()):
            end = match.start() + len(name)
            if _is_name(text, match.start(), end, name) and not _in_institution(text, match.start(), end):
                mentioned.setdefault(code)
                break
    return tuple(mentioned)


def _is_name(text: str, start: int, end: int, name: str) -> bool:
    mention = text[start:end]
    is_same = mention == name or (not name.isupper() and fold(mention) == fold(name))
    return is_same and not text[end : end + 1].isalnum()


def _in_institution(text: str, start: int, end: int) -> bool:
    if _INSTITUTION.match(text[end : end + 60]):
        return True
    preceding = text[max(0, start - 70) : start]
    return preceding.rstrip().endswith(_JOINING_WORDS) and _INSTITUTION_OF.search(preceding) is not None


@lru_cache(maxsize=1 << 14)
def _names_with_first_word(word: str) -> tuple[tuple[str, str], ...]:
    """Return the names that begin with ``word``, and their codes; the longest first."""
    return _by_first_word().get(_key(word), ())


def _key(word: str) -> str:
    return fold(word.rstrip(".").split("’")[0].split("'")[0])


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return names and their codes by the first word, folded; the longest first."""
    by_word: dict[str, list[tuple[str, str]]] = {}
    for code in sorted(codes()):
        for name in names_of(code):
            first = next(iter(_CAPITALISED.findall(name)), "")
            if first and name.startswith(first):
                by_word.setdefault(_key(first), []).append((name, code))
    return {word: tuple(sorted(names, key=lambda pair: -len(pair[0]))) for word, names in by_word.items()}
