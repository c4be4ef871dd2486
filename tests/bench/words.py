"""A made-up English: words with inflections, as frequent as Zipf says, that every peer's analysis takes alike.

Each lexeme's forms have the same stem by Porter's first stemmer (SQLite, Xapian's "porter"), by his second (tantivy,
Xapian's "english") and by this product's analysis, and no two lexemes share one: so totals of different engines can be
compared, although each of them analyses the raw text by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate, islice
from random import Random

import numpy as np
from numpy.typing import NDArray
from Stemmer import Stemmer

from policysearch.text import term

LEXEMES = 40_000
SHORTEST = 5  # so that every form begins with the first letters of its stem that a prefix query asks for
FORMS = ("", "s", "ing", "ed")
SHARES = (0.62, 0.22, 0.09, 0.07)  # how often each form is used
OFFSET = 10  # Mandelbrot's, to Zipf's law: the most frequent word that is no stop word is one in a hundred or so
STOP_WORDS = ("the", "of", "and", "to", "in", "a", "for", "is", "on", "that", "with", "as", "by", "at", "are", "it")
STOP_SHARE = 0.42  # of a running text, as in the workshops' own
TOPIC_WORDS = 300
TOPIC_RANKS = (100, 10_000)  # among the lexemes: neither everybody's words nor nobody's
_ONSETS = "b br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sl sp st str t tr v w".split()
_VOWELS = "a e i o u ai ea ou".split()
_MIDDLES = "b bl c ct d dr f g gn l lm lt m mb mp n nd nt p pr r rb rd rm rn s sc st t tr v".split()
_ENDS = "ct ft lk lm lp lt mp nd nk nt pt rd rf rk rl rm rn rp rt sk sp st".split()


@cache
def lexemes() -> tuple[str, ...]:
    """The stems, the most frequent first; each is its own first form."""
    return tuple(islice(_made(), LEXEMES))


@cache
def vocabulary() -> NDArray[np.object_]:
    """Every form of every lexeme, ``len(FORMS)`` in a row for each, then the stop words."""
    return np.array([stem + ending for stem in lexemes() for ending in FORMS] + [*STOP_WORDS], object)


@cache
def cumulative() -> NDArray[np.float64]:
    """The cumulative shares of ``vocabulary`` in a running text."""
    ranks = 1.0 / (np.arange(1, LEXEMES + 1) + OFFSET)
    content = np.outer(ranks / ranks.sum(), SHARES).ravel() * (1 - STOP_SHARE)
    stops = 1.0 / np.arange(1, len(STOP_WORDS) + 1)
    return np.cumsum(np.concatenate((content, stops / stops.sum() * STOP_SHARE)))


@cache
def topic(number: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The words that texts about one subject share (any inflection), and their cumulative shares."""
    dice = Random(number)
    stems = dice.sample(lexemes()[TOPIC_RANKS[0] : TOPIC_RANKS[1]], TOPIC_WORDS)
    told = tuple(stem + dice.choices(FORMS, SHARES)[0] for stem in stems)
    return told, tuple(accumulate(1 / (rank + OFFSET) for rank in range(1, TOPIC_WORDS + 1)))


def draw(seed: int, count: int) -> Iterator[str]:
    """``count`` words of a running text."""
    chances = np.random.default_rng(seed).random(count) * cumulative()[-1]
    places = np.searchsorted(cumulative(), chances, side="right")
    return iter(vocabulary()[np.minimum(places, len(vocabulary()) - 1)].tolist())


def _made() -> Iterator[str]:
    dice = Random(1789)
    stemmers = (Stemmer("porter"), Stemmer("english"))
    seen: set[str] = set()
    while True:
        stem = _word(dice)
        if stem in seen or len(stem) < SHORTEST:
            continue
        forms = [stem + ending for ending in FORMS]
        if all(set(one.stemWords(forms)) == {stem} for one in stemmers) and {term(f, "en") for f in forms} == {stem}:
            seen.add(stem)
            yield stem


def _word(dice: Random) -> str:
    middles = [dice.choice(_MIDDLES) + dice.choice(_VOWELS) for _ in range(dice.randrange(3))]
    return dice.choice(_ONSETS) + dice.choice(_VOWELS) + "".join(middles) + dice.choice(_ENDS)
