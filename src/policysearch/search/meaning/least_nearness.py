"""Whether a question is near to anything, beyond what is near to it by chance, and which documents are close then."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt

from policysearch.search.meaning.nearness import Near
from policysearch.text import words

CHANCE = 0.88  # times the largest of as many chance values as there are texts
SHORTNESS = 0.8  # for each halving and more (natural logarithm) of the words below ENOUGH_WORDS
ENOUGH_WORDS = 6
LEAD_OF_SMALL_TALK = (
    0.75  # by how much it may be nearer to a question that makes sense than the nearest of as many texts
)
SHARE_OF_FIRST = 0.45  # of the least nearness, that the first document needs once the question is near to something
SHARE_OF_OTHERS = 0.7  # the same, for the others


def least_nearness(text: str, texts: int, coverage: float) -> float:
    """Return the nearness that a question must have to something in a collection of ``texts``, to make sense in it.

    The largest of n values by chance grows with sqrt(2 ln n). Few words are near to something by chance sooner than
    many; a name that no text has (its ``coverage`` is 0) says no more than one word.
    """
    typed = words(text)
    count = 1 if not coverage and all(word[0].isupper() for word in text.split()) else max(len(typed), 1)
    return _by_chance(texts) + SHORTNESS * max(log(ENOUGH_WORDS / count), 0.0)


def least_against_small_talk(small_talk: float, sentences: int, texts: int) -> float:
    """Return the nearness that a question must have to something, the nearest of so many sentences being so near.

    ``small_talk`` is the nearness of that sentence. Of more texts than sentences one is nearer by chance.
    """
    return nearness_of_as_many(small_talk, sentences, texts) - LEAD_OF_SMALL_TALK


def nearness_of_as_many(nearest: float, sentences: int, texts: int) -> float:
    """Return how near the nearest of ``texts`` is by chance where that of so many ``sentences`` is so near."""
    return nearest + _by_chance(texts) - _by_chance(sentences)


def near_enough(elsewhere: Sequence[Near], least: float) -> list[Near]:
    """Return the documents that are close, of those ``elsewhere`` of a question that makes sense, the nearest first."""
    limits = [least * SHARE_OF_FIRST, *[least * SHARE_OF_OTHERS] * (len(elsewhere) - 1)]
    return [near for near, limit in zip(elsewhere, limits, strict=False) if near[1].nearness >= limit]


def _by_chance(texts: int) -> float:
    return CHANCE * sqrt(2 * log(max(texts, 2)))
