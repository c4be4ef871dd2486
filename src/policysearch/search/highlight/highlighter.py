"""Where a query's words stand in a text, without analysing it: by the letters that their known forms begin with.

What is found so is confirmed by the analysis of the stretch it stands in, so that marks are those of the full analysis.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from policysearch.engines.whoosh.compile import tokens
from policysearch.engines.whoosh.reader.index_reader import IndexReader
from policysearch.query import Fuzzy, Phrase, Prefix, Word
from policysearch.search.highlight.folded_text import BLANK, FoldedText, words
from policysearch.search.highlight.highlight_clauses import HighlightClause, LeafClause
from policysearch.text import Token, fold, term
from policysearch.text.tokens import ASCII_MARKS, plain_form

MIN_PREFIX = 3  # letters: a shorter beginning is too common to look for
_STRETCH = re.compile(rb"[^ ]+")


Mark = tuple[int, int, int]  # (start, end, clause): ``text[start:end]`` is where the clause of that number was found


class FormPattern(NamedTuple):
    """What to look for in texts of one ``language``.

    ``needles`` are what the folded forms begin with, ``accepts`` says whether a form is one; ``rest`` are the terms
    that must follow, each with the least and the greatest distance from the one before.
    """

    language: str
    prefixes: tuple[bytes, ...]
    accepts: Callable[[str], bool]
    rest: tuple[tuple[str, int, int], ...] = ()


class Highlighter:
    """What to look for, per language, for the ``probes`` of one query."""

    def __init__(self, collection: IndexReader, probes: Sequence[HighlightClause]) -> None:
        self._collection = collection
        self._probes = probes
        self._patterns: dict[str, tuple[tuple[int, FormPattern], ...]] = {}

    def label(self, clause: int) -> str:
        """How the clause of that number was typed."""
        return self._probes[clause].label

    def marks(self, text: FoldedText, language: str) -> list[Mark]:
        """Every place where a probe finds something, in order; where two overlap, the longer one."""
        if not self._probes:
            return []
        looks = self._patterns.get(language)
        if looks is None:
            looks = self._patterns[language] = tuple(self._compile(language))
        found: list[Mark] = []
        for clause, look in looks:
            _scan(look, clause, text, found)
        return _drop_overlaps(found) if len(found) > 1 else found

    def _compile(self, language: str) -> Iterator[tuple[int, FormPattern]]:
        for probe in self._probes:
            for leaf in probe.leaf_clauses:
                look = self._pattern(leaf, language)
                if look is not None:
                    yield probe.number, look

    def _pattern(self, leaf: LeafClause, language: str) -> FormPattern | None:
        if isinstance(leaf, Prefix):
            plain = fold(leaf.text)
            begins = lambda form: fold(form).startswith(plain) and term(form, language) != ""  # noqa: E731
            return FormPattern(language, _prefixes([plain]), begins) if plain else None
        if isinstance(leaf, Fuzzy):
            near = frozenset(form for form in self._collection.expanded(leaf).forms if term(form, language))
            return FormPattern(language, _prefixes(map(fold, near)), near.__contains__)
        told = tokens(leaf.text, language)
        if not told:
            return None
        needles, known = _known(self._collection.forms_of(language, told[0].term))
        if not known:
            return None
        return FormPattern(language, needles, known.__contains__, _rest(leaf, told) if len(told) > 1 else ())


def _rest(leaf: Word | Phrase, told: Sequence[Token]) -> tuple[tuple[str, int, int], ...]:
    """The terms that must follow the first one of a phrase."""
    slop = leaf.slop if isinstance(leaf, Phrase) else 0
    gaps = [after.position - before.position for before, after in pairwise(told)]
    return tuple([(token.term, gap, gap + slop) for token, gap in zip(told[1:], gaps, strict=True)])


@lru_cache(maxsize=1 << 13)
def _known(forms: tuple[str, ...]) -> tuple[tuple[bytes, ...], frozenset[str]]:
    """What a term's forms begin with, and which they are; kept."""
    return _prefixes(map(fold, forms)), frozenset(forms)


def _drop_overlaps(found: list[Mark]) -> list[Mark]:
    """``found`` in order; where two overlap, the longer one."""
    found.sort(key=_leftmost_longest)
    kept, last = [], 0
    for mark in found:
        if mark[0] >= last:
            kept.append(mark)
            last = mark[1]
    return kept


def _leftmost_longest(mark: Mark) -> tuple[int, int, int]:
    return mark[0], -mark[1], mark[2]


def _prefixes(folded: Iterable[str]) -> tuple[bytes, ...]:
    """The fewest beginnings, long enough to be telling, that all of ``folded`` have; without what is not ASCII."""
    plain = sorted({form for form in folded if form.isascii()})
    shared = _shared(plain[0], plain[-1]) if plain else ""
    if len(shared) >= MIN_PREFIX or len(plain) == 1:
        return (shared.encode("ascii"),)
    kept: list[str] = []
    for form in plain:
        if not kept or not form.startswith(kept[-1]):
            kept.append(form)
    return tuple(form.encode("ascii") for form in kept)


def _shared(one: str, other: str) -> str:
    """The beginning that both have."""
    size = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:size]


def _scan(look: FormPattern, clause: int, text: FoldedText, found: list[Mark]) -> None:
    """Add the places in ``text`` of what is looked for."""
    _, needles, accepts, rest = look
    letters, original = text.letters, text.text
    find = letters.find
    for needle in needles:
        place = find(needle)
        while place >= 0:
            if place and letters[place - 1] != BLANK:
                if not original[place - 1].isalnum():
                    found += _confirmed(look, text, text.stretch(place), place, clause)
            else:
                end = find(b" ", place)
                word = (original[place:end] if end >= 0 else original[place:]).rstrip(ASCII_MARKS)
                if rest or not (word.isascii() and word.isalnum()):
                    found += _confirmed(look, text, text.stretch(place), place, clause)
                elif accepts(plain_form(word)):
                    found.append((place, place + len(word), clause))
            place = find(needle, place + 1)
    for peculiar in text.irregular:
        found += _confirmed(look, text, peculiar, -1, clause)


def _confirmed(
    look: FormPattern, text: FoldedText, stretch: tuple[int, int], place: int, clause: int
) -> Iterator[Mark]:
    """The marks that begin in a stretch of the text, at ``place`` (-1: anywhere in it)."""
    start, end = stretch
    for index, (form, first, last) in enumerate(words(text.text[start:end])):
        if place in (-1, start + first) and look.accepts(form):
            reached = start + last if not look.rest else _end(look, text, start, index)
            if reached is not None:
                yield start + first, reached, clause


def _end(look: FormPattern, text: FoldedText, start: int, index: int) -> int | None:
    """Where a phrase ends whose first word has that ``index`` in the stretch at ``start``; None where it is none."""
    after = list(_following(text, start, index, sum(most for _, _, most in look.rest)))
    return _reached(look.rest, after, look.language)


def _following(text: FoldedText, start: int, index: int, most: int) -> Iterator[tuple[int, str, int]]:
    """(distance, form, end) of up to ``most`` words after the one of that ``index`` in the stretch at ``start``."""
    position = -index
    for stretch in _STRETCH.finditer(text.letters, start, text.ends[bisect_right(text.ends, start)]):
        for form, _, last in words(text.text[stretch.start() : stretch.end()]):
            if position > 0:
                yield position, form, stretch.start() + last
            position += 1
        if position > most:
            return


def _reached(
    rest: Sequence[tuple[str, int, int]], after: Sequence[tuple[int, str, int]], language: str, before: int = 0
) -> int | None:
    """Where the last of ``rest`` ends, each as far from the one before as it may be; None where they do not follow."""
    (wanted, least, most), *others = rest
    for place, (position, form, end) in enumerate(after):
        if position - before > most:
            return None
        if position - before >= least and term(form, language) == wanted:
            last = _reached(others, after[place + 1 :], language, position) if others else end
            if last is not None:
                return last
    return None
