"""Whether a question is near to anything, beyond what is near to it by chance, and which documents are close then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log, sqrt

from policysearch.search.meaning.vector_index import Near
from policysearch.text import words

CHANCE = 0.88  # times the largest of as many chance values as there are texts
SHORTNESS = 0.8  # for each halving and more (natural logarithm) of the words below ENOUGH_WORDS
ENOUGH_WORDS = 6
SHARE_OF_FIRST = 0.45  # of the least nearness, that the first document needs once the question is near to something
SHARE_OF_OTHERS = 0.7  # the same, for the others


def least_nearness(text: str, texts: int, coverage: float) -> float:
    """Return the nearness that a question must have to something in a collection of ``texts``, to make sense in it.

    The largest of n values by chance grows with sqrt(2 ln n). Few words are near to something by chance sooner than
    many; a name that no text has (its ``coverage`` is 0) says no more than one word.
    """
    typed = words(text)
    count = 1 if not coverage and all(word[0].isupper() for word in text.split()) else max(len(typed), 1)
    return CHANCE * sqrt(2 * log(max(texts, 2))) + SHORTNESS * max(log(ENOUGH_WORDS / count), 0.0)


def near_enough(elsewhere: Sequence[Near], page: Iterable[float], least: float) -> list[Near]:
    """Return the documents that are close, of those ``elsewhere``, the nearest first.

    ``page`` are the nearness of what words found: it can show as well that the question makes sense.
    """
    if not elsewhere or max(elsewhere[0][1].nearness, *page, 0.0) < least:
        return []
    limits = [least * SHARE_OF_FIRST, *[least * SHARE_OF_OTHERS] * (len(elsewhere) - 1)]
    return [near for near, limit in zip(elsewhere, limits, strict=True) if near[1].nearness >= limit]
