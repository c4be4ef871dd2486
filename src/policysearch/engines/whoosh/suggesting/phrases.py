"""Frequent phrases: stretches of words that several workshops have, counted in NumPy on a bounded sample."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from policysearch.language import fold, forms, is_stop_word

ALL = 1_000  # workshops that are counted one and all; of more, fewer and fewer: 5,600 of 100,000
LONGEST = 5  # words
WORDS = 2_000  # of one workshop that are counted
KEPT = 20_000  # phrases
SMALL = 200  # workshops, of fewer a single word is suggested though only one has it
PART = 0.8  # a phrase is left out where a longer one has so much of its count
SHOWN_AS = 16  # occurrences that say how a phrase is written
_BREAK = re.compile(r"[.,;:!?()\[\]\n\"“”«»…—–•|/]")
_GLUE = re.compile(r"[-\u2010\u2011'\u2019&]")

Ids = NDArray[np.int64]


class Phrases:
    """Counts the phrases of one language. Words are numbered as they come; 0 is a break between clauses."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._folded: dict[str, int] = {"": 0}
        self._written: dict[str, int] = {"": 0}
        self._words, self._forms, self._workshops = array("q"), array("q"), array("q")

    def add(self, workshop: int, text: str) -> None:
        """Count the words of a text of that workshop."""
        last = 0
        for form, start, end in forms(text)[:WORDS]:
            between = text[last:start]
            if _BREAK.search(between):
                self._note(0, 0, workshop)
            glue = between if _GLUE.fullmatch(between) else " "
            word = self._folded.setdefault(fold(form), len(self._folded))
            self._note(word, self._written.setdefault(glue + text[start:end], len(self._written)), workshop)
            last = end
        self._note(0, 0, workshop)

    def frequent(self, workshops: int) -> list[tuple[int, str]]:
        """(how many of the workshops counted have it, phrase as most often written), the most frequent first.

        A phrase is left out where a longer one says nearly all of it. ``workshops`` are all there are.
        """
        held = np.array(self._words, np.int64)
        lengths = _grams(held, np.array(self._workshops, np.int64), 1 if workshops < SMALL else 2)
        bounds = self._bounds()[held]
        found: list[tuple[int, str]] = []
        longer, covered = np.full(len(held), -1, np.int64), np.zeros(1, np.int64)
        for length, (grams, counts) in reversed([*enumerate(lengths, 1)]):
            said = _said(grams, longer, covered, len(counts))
            whole = (grams >= 0) & bounds & np.roll(bounds, 1 - length)
            shown = whole & ((said[grams] < PART * counts[grams]) | (length == 1))
            found += self._shown(np.flatnonzero(shown), grams, counts, length)
            covered = said
            covered[grams[whole]] = counts[grams[whole]]
            longer = grams
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))[:KEPT]

    def _note(self, word: int, written: int, workshop: int) -> None:
        self._words.append(word)
        self._forms.append(written)
        self._workshops.append(workshop)

    def _bounds(self) -> NDArray[np.bool_]:
        """Per word, whether a phrase may begin and end with it."""
        return np.array(
            [len(w) > 1 and not w.isdigit() and not is_stop_word(w, self._language) for w in self._folded], bool
        )

    def _shown(self, places: Ids, grams: Ids, counts: Ids, length: int) -> Iterator[tuple[int, str]]:
        places = places[np.argsort(grams[places], kind="stable")]
        written = list(self._written)
        for same in np.split(places, np.flatnonzero(np.diff(grams[places])) + 1):
            if len(same):
                most = self._most(same[:SHOWN_AS].tolist(), length, written)
                if length > 1 or len(most) > 2 or most.isupper():  # "IT", "EU"
                    yield int(counts[grams[same[0]]]), most

    def _most(self, places: list[int], length: int, written: list[str]) -> str:
        """How a phrase is most often written at ``places``; where a clause begins, its capital says little."""
        ways: Counter[str] = Counter()
        for at in places:
            way = "".join(written[number] for number in self._forms[at : at + length])[1:]
            ways[way] += SHOWN_AS if at and self._words[at - 1] else 1
        return max(ways, key=lambda way: (ways[way], way.islower(), way))


def _grams(held: Ids, owners: Ids, least: int) -> Iterator[tuple[Ids, Ids]]:
    """For 1, 2, ... words: the number of the phrase that begins at each place (-1: none), and the count of each.

    Longer ones are counted only where the phrase without its last word and the one without its first are frequent.
    """
    grams = np.where(held > 0, held, -1)
    for length in range(1, LONGEST + 1):
        counts = _counts(grams, owners)
        grams = np.where((grams >= 0) & (counts[grams] >= (least if length == 1 else 2)), grams, -1)
        yield grams, counts
        follows = np.flatnonzero((grams[:-1] >= 0) & (grams[1:] >= 0))
        pairs = grams[follows] * len(counts) + grams[follows + 1]
        grams = np.full(len(held), -1, np.int64)
        grams[follows] = np.unique(pairs, return_inverse=True)[1]


def _counts(grams: Ids, owners: Ids) -> Ids:
    """Per phrase, how many workshops have it."""
    known = np.flatnonzero(grams >= 0)
    if not len(known):
        return np.zeros(1, np.int64)
    span = int(owners.max()) + 1
    each = np.unique(grams[known] * span + owners[known])
    return np.bincount(each // span)


def _said(grams: Ids, longer: Ids, covered: Ids, size: int) -> Ids:
    """Per phrase, the most that a longer one covers; ``covered`` is what each of ``longer``, one word more, does."""
    said = np.zeros(size, np.int64)
    places = np.flatnonzero(longer >= 0)
    np.maximum.at(said, grams[places], covered[longer[places]])
    np.maximum.at(said, grams[places + 1], covered[longer[places]])
    return said
