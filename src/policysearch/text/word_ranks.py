"""How common a word is in its language, whatever a collection has: its rank in the list of the most frequent words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log

from policysearch.text.analysis import term
from policysearch.text.stop_words import is_stop_word

GENERAL = 400  # rank up to which words say nothing of a subject: year, work, new
RARE = 6_000  # words in a list; beyond, all are as telling as can be
OF_NUMBERS = 0.5  # rare as they are, they are the same by chance
LONG_DAY = 2  # digits; numbers of so few are days and points of lists, and tell nothing


def tellingness(stem: str, language: str) -> float:
    """Return from 0 to 1 how much a term tells of a subject: by the logarithm of its rank, from GENERAL to RARE."""
    if stem.isdigit():
        return OF_NUMBERS if len(stem) > LONG_DAY else 0.0
    rank = _ranks(language).get(stem, RARE)
    return min(max(log(rank / GENERAL) / log(RARE / GENERAL), 0.0), 1.0)


@cache
def _ranks(language: str) -> Mapping[str, int]:
    """Return the best rank, from 1, of each term's words."""
    file = files("policysearch") / "text" / "word_forms" / f"{language}_common.txt"
    lines = (line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    ranks: dict[str, int] = {}
    for rank, word in enumerate(lines, 1):
        if not is_stop_word(word, language):
            ranks.setdefault(term(word, language), rank)
    return ranks
