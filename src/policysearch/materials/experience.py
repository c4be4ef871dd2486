"""The countries whose experience a text discusses: named in it, but not as part of an institution's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from policysearch.text import fold
from policysearch.vocabulary.countries import codes, names_of

# What, right before a country's name, makes it part of an institution's; and right after it.
_BEFORE = re.compile(
    r"(?:\b(?:University|Universidad|Universidade|Université|Bank|Banco|Banque|Mission|Misión|Embassy|Embajada"
    r"|Chamber|Cámara|Câmara|College|Institute|Instituto|Center|Centre|Centro)\b[^.;,()]{0,40}"
    r"\b(?:of|de|du|da|do|del|d[’'])\s*(?:the\s+|la\s+|los\s+|las\s+|le\s+|les\s+)?)$"
)
_JOINING = ("of", "de", "du", "da", "do", "del", "d’", "d'", "the", "la", "los", "las", "le", "les")  # its last word
_AFTER = re.compile(
    r"^(?:['’]s)?\s+(?:Mission\b|Embassy\b|Agency\b|Department\b|Small Business Administration\b|Congress\b"
    r"|(?:[A-Z][\w-]+\s+){0,3}(?:Agency|Administration|Bank|Association|Institute|Foundation|University|Council)\b)"
)
_CAPITALISED = re.compile(r"[A-ZÀ-Þ](?<![\w.].)[\w’'-]*(?:\.[A-Z]\b)*\.?")  # a letter first: found much faster


def experience(text: str) -> tuple[str, ...]:
    """Country codes in the order of their first mention. Names count in any of the four languages; "US" in capitals."""
    found: dict[str, None] = {}
    for match in _CAPITALISED.finditer(text):
        for name, code in _begun_by(match.group()):
            end = match.start() + len(name)
            if _named(text, match.start(), end, name) and not _in_institution(text, match.start(), end):
                found.setdefault(code)
                break
    return tuple(found)


def _named(text: str, start: int, end: int, name: str) -> bool:
    stretch = text[start:end]
    same = stretch == name or (not name.isupper() and fold(stretch) == fold(name))
    return same and not text[end : end + 1].isalnum()


def _in_institution(text: str, start: int, end: int) -> bool:
    if _AFTER.match(text[end : end + 60]):
        return True
    before = text[max(0, start - 70) : start]
    return before.rstrip().endswith(_JOINING) and _BEFORE.search(before) is not None


@lru_cache(maxsize=1 << 14)
def _begun_by(word: str) -> tuple[tuple[str, str], ...]:
    """Names that begin with ``word``, and their codes; the longest first."""
    return _by_first_word().get(_key(word), ())


def _key(word: str) -> str:
    return fold(word.rstrip(".").split("’")[0].split("'")[0])


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Names and their codes by the first word, folded; the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code in sorted(codes()):
        for name in names_of(code):
            first = next(iter(_CAPITALISED.findall(name)), "")
            if first and name.startswith(first):
                found.setdefault(_key(first), []).append((name, code))
    return {word: tuple(sorted(names, key=lambda pair: -len(pair[0]))) for word, names in found.items()}
