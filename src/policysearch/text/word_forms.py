"""The word tables of ``word_forms/``: text files of one entry a line; a line that begins with # is a comment."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

FAMILY_MARK = "."  # ends the term of a family, so that no stem is the same


def word_set(name: str) -> frozenset[str]:
    """Return the words of a table of one word a line."""
    return frozenset(_lines(name))


def pairs(name: str) -> Mapping[str, str]:
    """Return the second word of each line by the first; empty where there is no such table."""
    return dict(line.split() for line in _lines(name))


def families(name: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the term of each word, and the term of each beginning of words ("productiv*")."""
    by_word, by_prefix = {}, {}
    for line in _lines(name):
        words = line.split()
        family = words[0].rstrip("*") + FAMILY_MARK
        for word in words:
            if word.endswith("*"):
                by_prefix[word[:-1]] = family
            else:
                by_word[word] = family
    return by_word, by_prefix


def _lines(name: str) -> list[str]:
    file = files("policysearch") / "text" / "word_forms" / f"{name}.txt"
    if not file.is_file():
        return []
    return [line for line in file.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
