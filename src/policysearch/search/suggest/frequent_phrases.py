"""Frequent phrases: runs of words that several workshops have, counted in NumPy on a bounded sample."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from policysearch.text import fold, forms
from policysearch.text.stop_words import stop_words

ALL = 300  # workshops; of at most so many, all are counted
MAX_LENGTH = 5  # words of a phrase
MAX_CHUNKS = 2_000  # of a line, between spaces, that are counted
MAX_PHRASES = 10_000
SMALL = 200  # workshops; of fewer, a single word is suggested though only one has it
COVERED_SHARE = 0.8  # a phrase is left out where a longer one has this share of its count
SPELLINGS = 16  # occurrences that are compared to choose how a phrase is written
_BREAK = re.compile(r"[.,;:!?()\[\]\n\"“”«»…—–•|/]")
_GLUE = re.compile(r"[-\u2010\u2011'\u2019&]")
# l’information: an elision is part of the word that is shown, unless a phrase begins there
_ELISION = re.compile(r"\w{1,6}['\u2019]")
_END = (0, 0)  # the token between two clauses

Ids = NDArray[np.int64]


class Phrases:
    """Counts the phrases of one language.

    A token is the number of a folded word and the number of its spelling; both are 0 between two clauses.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._words: dict[str, int] = {"": 0}
        self._spellings: dict[str, int] = {"": 0}  # each begins with the sign or blank before it
        self._tokens = array("q")
        self._texts: list[tuple[int, int]] = []  # workshop, end in _tokens
        self._tokens_of = cache(self._tokenise)

    def add(self, workshop: int, text: str) -> None:
        """Count the words of a text of that workshop."""
        for line in text.splitlines():
            for chunk in line.split()[:MAX_CHUNKS]:
                self._tokens.extend(self._tokens_of(chunk))
            self._tokens.extend(_END)
        self._texts.append((workshop, len(self._tokens) // 2))

    def _tokenise(self, chunk: str) -> array[int]:
        """Return the tokens of a chunk between spaces, one after the other."""
        tokens = array("q")
        position = 0
        for form, start, end in forms(chunk):
            between = chunk[position:start]
            if _BREAK.search(between):
                tokens.extend(_END)
            spelling = _spacing(between) + chunk[start:end]
            tokens.append(self._words.setdefault(fold(form), len(self._words)))
            tokens.append(self._spellings.setdefault(spelling, len(self._spellings)))
            position = end
        if _BREAK.search(chunk, position):
            tokens.extend(_END)
        return tokens

    def frequent(self, workshops: int) -> list[tuple[int, str]]:
        """Return (number of counted workshops that have it, phrase as most often written), the most frequent first.

        A phrase is left out where a longer one covers nearly all of its count. ``workshops`` are all there are.
        """
        words, spellings = np.array(self._tokens, np.int64).reshape(-1, 2).T
        owners, ends = np.array(self._texts, np.int64).reshape(-1, 2).T
        grams_by_length = _grams(words, np.repeat(owners, np.diff(ends, prepend=0)), 1 if workshops < SMALL else 2)
        is_bound = self._bounds()[words]
        phrases: list[tuple[int, int, Ids]] = []  # count, length, first places
        longer = np.zeros(len(words), np.int64)  # per place: the count of a phrase there with one word more
        for length, (grams, counts) in reversed([*enumerate(grams_by_length, 1)]):
            covered = np.zeros(len(counts) + 1, np.int64)  # per gram, at last for -1
            np.maximum.at(covered, grams, np.maximum(longer, np.roll(longer, 1)))
            is_phrase = (grams >= 0) & is_bound & np.roll(is_bound, 1 - length)
            is_new = (covered[grams] < COVERED_SHARE * counts[grams]) | (length == 1)
            for places in _places_by_gram(grams, np.flatnonzero(is_phrase & is_new)):
                phrases.append((int(counts[grams[places[0]]]), length, places[:SPELLINGS]))
            covered[grams[is_phrase]] = counts[grams[is_phrase]]
            longer = np.where(grams >= 0, covered[grams], 0)
        phrases.sort(key=lambda phrase: -phrase[0])
        written = [*self._spellings]
        texts = [
            (count, _most_frequent_text(spellings, places, length, written))
            for count, length, places in phrases[:MAX_PHRASES]
        ]
        return sorted(((count, text) for count, text in texts if _is_word(text)), key=lambda pair: (-pair[0], pair[1]))

    def _bounds(self) -> NDArray[np.bool_]:
        """Return which words a phrase may begin and end with."""
        stops = stop_words(self._language)
        return np.array([len(w) > 1 and not w.isdigit() and w not in stops for w in self._words], bool)


def _spacing(between: str) -> str:
    """Return what a word is shown with in front of it: a sign that joins it, or a blank, with an elision behind it."""
    if _GLUE.fullmatch(between):
        return between
    return f" {between}" if _ELISION.fullmatch(between) else " "


def _most_frequent_text(spellings: Ids, places: Ids, length: int, written: list[str]) -> str:
    """Return how a phrase is most often written; at the beginning of a clause its capital says little."""
    texts: Counter[str] = Counter()
    for place in places.tolist():
        text = "".join([written[number] for number in spellings[place : place + length].tolist()])[1:]
        text = text[elision.end() :] if (elision := _ELISION.match(text)) else text
        texts[text] += SPELLINGS if place and spellings[place - 1] else 1
    return max(texts, key=lambda text: (texts[text], text.islower(), text))


def _is_word(text: str) -> bool:
    return len(text) > 2 or text.isupper()  # "IT", "EU"


def _places_by_gram(grams: Ids, places: Ids) -> list[Ids]:
    """Return ``places`` in one array for each gram that begins there."""
    places = places[np.argsort(grams[places], kind="stable")]
    return np.split(places, np.flatnonzero(np.diff(grams[places])) + 1) if len(places) else []


def _grams(words: Ids, owners: Ids, least: int) -> Iterator[tuple[Ids, Ids]]:
    """Yield for 1, 2, ... words the number of the gram that begins at each place (-1: none), and the grams' counts.

    Longer ones are counted only where the gram without its last word and the one without its first are frequent.
    """
    grams = np.where(words > 0, words, -1)
    for length in range(1, MAX_LENGTH + 1):
        counts = _counts(grams, owners)
        grams = np.where((grams >= 0) & (counts[grams] >= (least if length == 1 else 2)), grams, -1)
        yield grams, counts
        pairs = np.flatnonzero((grams[:-1] >= 0) & (grams[1:] >= 0))
        longer = np.full(len(words), -1, np.int64)
        longer[pairs] = np.unique(grams[pairs] * len(counts) + grams[pairs + 1], return_inverse=True)[1]
        grams = longer


def _counts(grams: Ids, owners: Ids) -> Ids:
    """Return how many workshops have each gram."""
    places = np.flatnonzero(grams >= 0)
    span = int(owners.max(initial=0)) + 1
    return np.bincount(np.unique(grams[places] * span + owners[places]) // span, minlength=1)
