"""Where a query's words stand in a text, without analysing all of it: by the letters that their known forms begin with.

A place found so is confirmed by the analysis of the stretch it stands in, so that marks are those of the full analysis.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from policysearch.engines.contract import Snapshot, Term
from policysearch.query import Fuzzy, Phrase, Prefix, Word
from policysearch.query.typed_tokens import phrase_tokens, tokens
from policysearch.search.highlight.folded_text import BLANK, FoldedText, compounds_of, words
from policysearch.search.highlight.highlight_clauses import HighlightClause, LeafClause
from policysearch.text import Token, fold, index_term, is_stop_term, term
from policysearch.text.tokens import ASCII_MARKS, plain_form

MIN_PREFIX = 3  # letters: a shorter beginning is too common to look for
_STRETCH = re.compile(rb"[^ ]+")


Mark = tuple[int, int, int]  # (start, end, clause): ``text[start:end]`` matches the clause of that number


class FormPattern(NamedTuple):
    """A pattern for texts of one ``language``.

    ``prefixes`` are what the folded forms begin with, ``accepts`` says whether a form matches; ``rest`` are the terms
    that must follow, each with the least and the greatest distance (in positions) from the one before.
    """

    language: str
    prefixes: tuple[bytes, ...]
    accepts: Callable[[str], bool]
    rest: tuple[tuple[str, int, int], ...] = ()


class Highlighter:
    """Marks texts for the clauses of one query; patterns are made once per language."""

    def __init__(self, snapshot: Snapshot, clauses: Sequence[HighlightClause]) -> None:
        self._snapshot = snapshot
        self._clauses = clauses
        self._patterns: dict[str, tuple[tuple[int, FormPattern], ...]] = {}

    def label(self, clause: int) -> str:
        """Return how the clause of that number was typed."""
        return self._clauses[clause].label

    def marks(self, text: FoldedText, language: str) -> list[Mark]:
        """Return every place where a clause matches, in order; where two overlap, the longer one."""
        if not self._clauses:
            return []
        patterns = self._patterns.get(language)
        if patterns is None:
            patterns = self._patterns[language] = tuple(self._compile(language))
        marks: list[Mark] = []
        for clause, pattern in patterns:
            _scan(pattern, clause, text, marks)
        return _drop_overlaps(marks) if len(marks) > 1 else marks

    def _compile(self, language: str) -> Iterator[tuple[int, FormPattern]]:
        for clause in self._clauses:
            for leaf in clause.leaf_clauses:
                for pattern in self._leaf_patterns(leaf, language):
                    yield clause.number, pattern

    def _leaf_patterns(self, leaf: LeafClause, language: str) -> Iterator[FormPattern]:
        ways: Sequence[Sequence[Token]]
        if isinstance(leaf, Phrase):
            ways = phrase_tokens(leaf.text, language)
        else:
            ways = (tokens(leaf.text, language, leaf.required) if isinstance(leaf, Word) else (),)
        for typed in ways:
            pattern = self._pattern(leaf, typed, language)
            if pattern is not None:
                yield pattern

    def _pattern(self, leaf: LeafClause, typed: Sequence[Token], language: str) -> FormPattern | None:
        if isinstance(leaf, Prefix):
            folded = fold(leaf.text)
            begins = lambda form: fold(form).startswith(folded) and term(form, language) != ""  # noqa: E731
            return FormPattern(language, _prefixes([folded]), begins) if folded else None
        if isinstance(leaf, Fuzzy):
            near = frozenset(form.text for form in self._snapshot.expand(leaf) if term(form.text, language))
            return FormPattern(language, _prefixes(map(fold, near)), near.__contains__)
        if not typed:
            return None
        if is_stop_term(first := typed[0].term):
            is_stop = lambda form: index_term(form, language) == first  # noqa: E731
            return FormPattern(language, _prefixes([fold(typed[0].form)]), is_stop, _rest(leaf, typed))
        (forms,) = self._snapshot.forms_of([Term(language, typed[0].term)])
        prefixes, accepted = _accepted(forms)
        if not accepted:
            return None
        return FormPattern(language, prefixes, accepted.__contains__, _rest(leaf, typed) if len(typed) > 1 else ())


def _rest(leaf: Word | Phrase, typed: Sequence[Token]) -> tuple[tuple[str, int, int], ...]:
    """Return the terms that must follow the first one of a phrase."""
    slop = leaf.slop if isinstance(leaf, Phrase) else 0
    gaps = [second.position - first.position for first, second in pairwise(typed)]
    return tuple([(token.term, gap, gap + slop) for token, gap in zip(typed[1:], gaps, strict=True)])


@lru_cache(maxsize=1 << 13)
def _accepted(forms: tuple[str, ...]) -> tuple[tuple[bytes, ...], frozenset[str]]:
    """Return what a term's forms begin with, and the set of them."""
    return _prefixes(map(fold, forms)), frozenset(forms)


def _drop_overlaps(marks: list[Mark]) -> list[Mark]:
    """Return ``marks`` in order; of two that overlap the longer one."""
    marks.sort(key=_leftmost_longest)
    distinct, end = [], 0
    for mark in marks:
        if mark[0] >= end:
            distinct.append(mark)
            end = mark[1]
    return distinct


def _leftmost_longest(mark: Mark) -> tuple[int, int, int]:
    return mark[0], -mark[1], mark[2]


def _prefixes(folded: Iterable[str]) -> tuple[bytes, ...]:
    """Return the fewest beginnings, of ``MIN_PREFIX`` letters or more, that all ASCII forms have."""
    forms = sorted({form for form in folded if form.isascii()})
    common = _common_prefix(forms[0], forms[-1]) if forms else ""
    if len(common) >= MIN_PREFIX or len(forms) == 1:
        return (common.encode("ascii"),)
    prefixes: list[str] = []
    for form in forms:
        if not prefixes or not form.startswith(prefixes[-1]):
            prefixes.append(form)
    return tuple(prefix.encode("ascii") for prefix in prefixes)


def _common_prefix(first: str, second: str) -> str:
    letters = zip(first, second, strict=False)
    size = next((n for n, (a, b) in enumerate(letters) if a != b), min(len(first), len(second)))
    return first[:size]


def _scan(pattern: FormPattern, clause: int, text: FoldedText, marks: list[Mark]) -> None:
    """Add the places in ``text`` that match ``pattern``."""
    _, prefixes, accepts, rest = pattern
    letters, original = text.letters, text.text
    find = letters.find
    for prefix in prefixes:
        place = find(prefix)
        while place >= 0:
            if place and letters[place - 1] != BLANK:
                if not original[place - 1].isalnum():
                    marks += _confirmed(pattern, text, text.stretch(place), place, clause)
            else:
                end = find(b" ", place)
                word = (original[place:end] if end >= 0 else original[place:]).rstrip(ASCII_MARKS)
                if rest or not (word.isascii() and word.isalnum()):
                    marks += _confirmed(pattern, text, text.stretch(place), place, clause)
                elif accepts(plain_form(word)):
                    marks.append((place, place + len(word), clause))
            place = find(prefix, place + 1)
    if not text.irregular:
        return
    if not rest:
        marks += [(start, end, clause) for form, start, end in text.irregular_words if accepts(form)]
        return
    for stretch in text.irregular:
        marks += _confirmed(pattern, text, stretch, -1, clause)


def _confirmed(
    pattern: FormPattern, text: FoldedText, stretch: tuple[int, int], place: int, clause: int
) -> Iterator[Mark]:
    """Yield the marks that begin in a stretch of the text, at ``place`` (-1: anywhere in it)."""
    start, end = stretch
    for index, (form, first, last) in enumerate(words(text.text[start:end])):
        if place in (-1, start + first) and pattern.accepts(form):
            mark_end = start + last if not pattern.rest else _phrase_end(pattern, text, start, index)
            if mark_end is not None:
                yield start + first, mark_end, clause
    if not pattern.rest:
        for form, first, last in compounds_of(text.text[start:end]):
            if place in (-1, start + first) and pattern.accepts(form):
                yield start + first, start + last, clause


def _phrase_end(pattern: FormPattern, text: FoldedText, start: int, index: int) -> int | None:
    """Return where a phrase ends whose first word has that ``index`` in the stretch at ``start``; None for no match."""
    following = list(_following(text, start, index, sum(most for _, _, most in pattern.rest)))
    return _rest_end(pattern.rest, following, pattern.language)


def _following(text: FoldedText, start: int, index: int, most: int) -> Iterator[tuple[int, str, int]]:
    """Yield (distance, form, end) of up to ``most`` words behind that of ``index`` in the stretch at ``start``."""
    position = -index
    for stretch in _STRETCH.finditer(text.letters, start, text.ends[bisect_right(text.ends, start)]):
        for form, _, last in words(text.text[stretch.start() : stretch.end()]):
            if position > 0:
                yield position, form, stretch.start() + last
            position += 1
        if position > most:
            return


def _rest_end(
    rest: Sequence[tuple[str, int, int]], following: Sequence[tuple[int, str, int]], language: str, reached: int = 0
) -> int | None:
    """Return where the last of ``rest`` ends, each within its distances of the one before; None where they do not."""
    (next_term, least, most), *later = rest
    for place, (position, form, end) in enumerate(following):
        if position - reached > most:
            return None
        if position - reached >= least and index_term(form, language) == next_term:
            last = _rest_end(later, following[place + 1 :], language, position) if later else end
            if last is not None:
                return last
    return None
