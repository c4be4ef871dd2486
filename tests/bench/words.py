"""A synthetic English: words with inflections, in Zipf's frequencies, that every peer's analysis stems alike.

Each lexeme's forms have the same stem by Porter's first stemmer (SQLite, Xapian's "porter"), by his second (tantivy,
Xapian's "english") and by this product's analysis, and no two lexemes share a stem. Totals of different engines can
therefore be compared, although each engine analyses the raw text by itself.
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
SHARES = (0.62, 0.22, 0.09, 0.07)  # the frequency of each form
OFFSET = 10  # Mandelbrot's offset to Zipf's law: the most frequent content word is about one word in a hundred
STOP_WORDS = ("the", "of", "and", "to", "in", "a", "for", "is", "on", "that", "with", "as", "by", "at", "are", "it")
STOP_SHARE = 0.42  # the share of stop words in a running text, as in real workshops
TOPIC_WORDS = 300
TOPIC_RANKS = (100, 10_000)  # topic words are lexemes of these frequency ranks: neither very common nor very rare
_ONSETS = "b br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sl sp st str t tr v w".split()
_VOWELS = "a e i o u ai ea ou".split()
_MIDDLES = "b bl c ct d dr f g gn l lm lt m mb mp n nd nt p pr r rb rd rm rn s sc st t tr v".split()
_ENDS = "ct ft lk lm lp lt mp nd nk nt pt rd rf rk rl rm rn rp rt sk sp st".split()


@cache
def lexemes() -> tuple[str, ...]:
    """Return the stems, the most frequent first; the first form of a lexeme is its stem."""
    return tuple(islice(_lexemes(), LEXEMES))


@cache
def vocabulary() -> NDArray[np.object_]:
    """Return every form of every lexeme, ``len(FORMS)`` in a row for each, then the stop words."""
    return np.array([stem + ending for stem in lexemes() for ending in FORMS] + [*STOP_WORDS], object)


@cache
def cumulative() -> NDArray[np.float64]:
    """Return the cumulative shares of the words of ``vocabulary`` in a running text (float64, ascending)."""
    ranks = 1.0 / (np.arange(1, LEXEMES + 1) + OFFSET)
    content = np.outer(ranks / ranks.sum(), SHARES).ravel() * (1 - STOP_SHARE)
    stops = 1.0 / np.arange(1, len(STOP_WORDS) + 1)
    return np.cumsum(np.concatenate((content, stops / stops.sum() * STOP_SHARE)))


@cache
def topic(number: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the words that texts about one theme share (any inflection), and their cumulative weights."""
    dice = Random(number)
    stems = dice.sample(lexemes()[TOPIC_RANKS[0] : TOPIC_RANKS[1]], TOPIC_WORDS)
    forms = tuple(stem + dice.choices(FORMS, SHARES)[0] for stem in stems)
    return forms, tuple(accumulate(1 / (rank + OFFSET) for rank in range(1, TOPIC_WORDS + 1)))


def draw(seed: int, count: int) -> Iterator[str]:
    """Return an iterator of ``count`` words of a running text."""
    chances = np.random.default_rng(seed).random(count) * cumulative()[-1]
    places = np.searchsorted(cumulative(), chances, side="right")
    return iter(vocabulary()[np.minimum(places, len(vocabulary()) - 1)].tolist())


def _lexemes() -> Iterator[str]:
    dice = Random(1789)
    stemmers = (Stemmer("porter"), Stemmer("english"))
    seen: set[str] = set()
    while True:
        stem = _word(dice)
        if stem in seen or len(stem) < SHORTEST:
            continue
        forms = [stem + ending for ending in FORMS]
        stems = [set(stemmer.stemWords(forms)) for stemmer in stemmers] + [{term(form, "en") for form in forms}]
        if all(stem_set == {stem} for stem_set in stems):
            seen.add(stem)
            yield stem


def _word(dice: Random) -> str:
    middles = [dice.choice(_MIDDLES) + dice.choice(_VOWELS) for _ in range(dice.randrange(3))]
    return dice.choice(_ONSETS) + dice.choice(_VOWELS) + "".join(middles) + dice.choice(_ENDS)
