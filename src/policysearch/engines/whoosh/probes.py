"""The clauses of a query as things to look for in a plain text: what is marked, and why something was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import OSA

from policysearch.language import Token, analyse, fold
from policysearch.query import And, Clause, Fuzzy, InFacet, Not, Or, Phrase, Prefix, Widened, Word, YearRange

_TYPED = {Word: "{}", Phrase: '"{}"', Prefix: "{}*", Fuzzy: "{}~"}


class Mark(NamedTuple):
    """``text[start:end]`` is where ``clause`` (its number) was found."""

    start: int
    end: int
    clause: int


@dataclass(frozen=True, slots=True)
class Probe:
    """One clause the reader typed, with what widens it: ``label`` is how it was typed."""

    number: int
    label: str
    leaves: tuple[Word | Phrase | Prefix | Fuzzy, ...]

    def marks(self, tokens: list[Token], language: str) -> Iterator[Mark]:
        """Wherever any of the leaves stands in a text of these words."""
        for leaf in self.leaves:
            for start, end in _places(leaf, tokens, language):
                yield Mark(start, end, self.number)


def probes(clause: Clause) -> tuple[Probe, ...]:
    """One for each clause that finds words; what is under a NOT is not looked for."""
    typed = list(_typed(clause))
    return tuple(Probe(number, label(one), tuple(_leaves(one))) for number, one in enumerate(typed))


def marks(text: str, language: str, probes: tuple[Probe, ...]) -> list[Mark]:
    """Every place of ``text`` where a probe finds something, in order; where two overlap, the longer one."""
    if not probes or not text:
        return []
    tokens = analyse(text, language)
    found = sorted({mark for probe in probes for mark in probe.marks(tokens, language)}, key=lambda m: (m[0], -m[1]))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _typed(clause: Clause) -> Iterator[Clause]:
    match clause:
        case And() | Or():
            for one in clause.clauses:
                yield from _typed(one)
        case Widened() | Word() | Phrase() | Prefix() | Fuzzy():
            yield clause


def _leaves(clause: Clause) -> Iterator[Word | Phrase | Prefix | Fuzzy]:
    match clause:
        case Widened():
            yield from _leaves(clause.clause)
            for other, _ in clause.also:
                yield from _leaves(other)
        case And() | Or():
            for one in clause.clauses:
                yield from _leaves(one)
        case Word() | Phrase() | Prefix() | Fuzzy():
            yield clause


def label(clause: Clause) -> str:
    """A clause as it was typed, or nearly."""
    match clause:
        case Widened():
            typed = label(clause.clause)
        case And() | Or():
            typed = " ".join(filter(None, map(label, clause.clauses)))
        case Not():
            typed = f"-{label(clause.clause)}"
        case InFacet():
            typed = " ".join(f"{clause.facet}:{value}" for value in clause.values)
        case YearRange():
            typed = f"year:{clause.first or ''}..{clause.last or ''}"
        case Phrase() | Prefix() | Fuzzy() | Word():
            typed = _TYPED[type(clause)].format(clause.text)
        case _:
            typed = ""
    return typed


def _places(leaf: Word | Phrase | Prefix | Fuzzy, tokens: list[Token], language: str) -> Iterator[tuple[int, int]]:
    match leaf:
        case Prefix():
            plain = fold(leaf.text)
            yield from ((t.start, t.end) for t in tokens if fold(t.form).startswith(plain))
        case Fuzzy():
            plain = fold(leaf.text)
            yield from ((t.start, t.end) for t in tokens if _is_near(plain, fold(t.form), leaf.distance))
        case Word() | Phrase():
            slop = leaf.slop if isinstance(leaf, Phrase) else 0
            yield from _sequences(analyse(leaf.text, language), tokens, slop)


def _is_near(word: str, form: str, distance: int) -> bool:
    return form[:1] == word[:1] and OSA.distance(word, form, score_cutoff=distance) <= distance


def _sequences(wanted: list[Token], tokens: list[Token], slop: int) -> Iterator[tuple[int, int]]:
    """Where ``wanted`` stand in order with the gaps they have, at most ``slop`` wider."""
    if not wanted:
        return
    for first, token in enumerate(tokens):
        if token.term == wanted[0].term:
            last = _follow(wanted, tokens, first, slop)
            if last is not None:
                yield token.start, tokens[last].end


def _follow(wanted: list[Token], tokens: list[Token], place: int, slop: int) -> int | None:
    if len(wanted) == 1:
        return place
    gap = wanted[1].position - wanted[0].position
    for other in range(place + 1, len(tokens)):
        distance = tokens[other].position - tokens[place].position
        if distance > gap + slop:
            return None
        if distance >= gap and tokens[other].term == wanted[1].term:
            last = _follow(wanted[1:], tokens, other, slop)
            if last is not None:
                return last
    return None
