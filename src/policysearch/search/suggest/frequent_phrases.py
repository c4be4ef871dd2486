"""Frequent phrases: stretches of words that several workshops have, counted in NumPy on a bounded sample."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from policysearch.text import fold, forms
from policysearch.text.stop_words import stop_words
from policysearch.text.tokens import chunk_forms

ALL = 300  # workshops that are always counted one and all
LONGEST = 5  # words
WORDS = 2_000  # of one line that are counted
MAX_PHRASES = 10_000
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
        self._known: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._words, self._forms, self._workshops = array("q"), array("q"), array("q")

    def add(self, workshop: int, text: str) -> None:
        """Count the words of a text of that workshop."""
        before = len(self._words)
        for line in text.splitlines():
            for stretch in line.split()[:WORDS]:
                known = self._known.get(stretch)
                if known is None:
                    known = self._known[stretch] = self._read(stretch)
                self._words.extend(known[0])
                self._forms.extend(known[1])
            self._words.append(0)
            self._forms.append(0)
        self._workshops.extend([workshop] * (len(self._words) - before))

    def _read(self, stretch: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of the words in a stretch between spaces, and of how they are written, with breaks."""
        core = stretch[:-1] if stretch[-1] in ".,;:!?" else stretch
        if core.isascii() and core.isalnum():
            written = self._written.setdefault(f" {core}", len(self._written))
            folded = self._folded.setdefault(fold(chunk_forms(core)[0]), len(self._folded))
            return ((folded,), (written,)) if core == stretch else ((folded, 0), (written, 0))
        read: list[tuple[int, int]] = []
        last = 0
        for form, start, end in forms(stretch):
            between = stretch[last:start]
            if _BREAK.search(between):
                read.append((0, 0))
            glue = between if _GLUE.fullmatch(between) else " "
            word = self._folded.setdefault(fold(form), len(self._folded))
            read.append((word, self._written.setdefault(glue + stretch[start:end], len(self._written))))
            last = end
        if _BREAK.search(stretch, last):
            read.append((0, 0))
        return tuple(word for word, _ in read), tuple(written for _, written in read)

    def frequent(self, workshops: int) -> list[tuple[int, str]]:
        """(how many of the workshops counted have it, phrase as most often written), the most frequent first.

        A phrase is left out where a longer one says nearly all of it. ``workshops`` are all there are.
        """
        held = np.array(self._words, np.int64)
        lengths = _grams(held, np.array(self._workshops, np.int64), 1 if workshops < SMALL else 2)
        bounds = self._bounds()[held]
        found: list[tuple[int, int, Ids]] = []
        longer, covered = np.full(len(held), -1, np.int64), np.zeros(1, np.int64)
        for length, (grams, counts) in reversed([*enumerate(lengths, 1)]):
            said = _said(grams, longer, covered, len(counts))
            whole = (grams >= 0) & bounds & np.roll(bounds, 1 - length)
            shown = np.flatnonzero(whole & ((said[grams] < PART * counts[grams]) | (length == 1)))
            found += [(int(counts[grams[places[0]]]), length, places) for places in _together(grams, shown)]
            covered = said
            covered[grams[whole]] = counts[grams[whole]]
            longer = grams
        found.sort(key=lambda one: -one[0])
        written = list(self._written)
        texts = [(count, self._most(places, length, written)) for count, length, places in found[:MAX_PHRASES]]
        return sorted(((count, text) for count, text in texts if _is_word(text)), key=lambda pair: (-pair[0], pair[1]))

    def _bounds(self) -> NDArray[np.bool_]:
        """Per word, whether a phrase may begin and end with it."""
        stops = stop_words(self._language)
        return np.array([len(w) > 1 and not w.isdigit() and w not in stops for w in self._folded], bool)

    def _most(self, places: Ids, length: int, written: list[str]) -> str:
        """How a phrase is most often written at ``places``; where a clause begins, its capital says little."""
        ways: dict[str, int] = {}
        for at in places[:SHOWN_AS].tolist():
            way = "".join([written[number] for number in self._forms[at : at + length]])[1:]
            ways[way] = ways.get(way, 0) + (SHOWN_AS if at and self._words[at - 1] else 1)
        return max(ways, key=lambda way: (ways[way], way.islower(), way)) if len(ways) > 1 else way


def _is_word(text: str) -> bool:
    return len(text) > 2 or text.isupper()  # "IT", "EU"


def _together(grams: Ids, places: Ids) -> list[Ids]:
    """``places`` in one array for each phrase that begins there."""
    places = places[np.argsort(grams[places], kind="stable")]
    return np.split(places, np.flatnonzero(np.diff(grams[places])) + 1) if len(places) else []


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
        grams[follows] = _numbered(pairs)


def _numbered(pairs: Ids) -> Ids:
    """The same number for equal ones, from 0. By sorting, which here is faster than numpy.unique's hashing."""
    order = np.argsort(pairs, kind="stable")
    numbers = np.empty(len(pairs), np.int64)
    numbers[order] = np.cumsum(np.diff(pairs[order], prepend=pairs[order[:1]]) != 0)
    return numbers


def _counts(grams: Ids, owners: Ids) -> Ids:
    """Per phrase, how many workshops have it."""
    known = np.flatnonzero(grams >= 0)
    if not len(known):
        return np.zeros(1, np.int64)
    span = int(owners.max()) + 1
    each = np.sort(grams[known] * span + owners[known])
    return np.bincount(each[np.diff(each, prepend=-1) != 0] // span)


def _said(grams: Ids, longer: Ids, covered: Ids, size: int) -> Ids:
    """Per phrase, the most that a longer one covers; ``covered`` is what each of ``longer``, one word more, does."""
    said = np.zeros(size, np.int64)
    places = np.flatnonzero(longer >= 0)
    np.maximum.at(said, grams[places], covered[longer[places]])
    np.maximum.at(said, grams[places + 1], covered[longer[places]])
    return said
