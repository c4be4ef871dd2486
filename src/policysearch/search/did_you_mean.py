"""Did you mean: another wording, made of the index's own words, that has more results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from policysearch.engines.contract import Snapshot, Term
from policysearch.query import Fuzzy
from policysearch.search.results import Correction
from policysearch.search.retrieve import Retrieval, count_strict, reparsed
from policysearch.text import fold, forms, term

ENOUGH = 2  # results; a search with more needs no other wording
COMMONER = 10  # how many times as frequent another word must be to replace one that the index has
MAX_CANDIDATES = 3  # for each word
MAX_WORDS = 8  # of a query that are looked at
_OPERATORS = frozenset(["AND", "OR", "NOT"])
_BOUND_BEFORE = re.compile(r"[:\-]\Z")  # a field's value or a negative
_BOUND_BEHIND = re.compile(r"[*~:]")


class DoubtfulWord(NamedTuple):
    """A word of the query's text, and the words it may have been meant to be, best first."""

    start: int
    end: int
    candidates: tuple[str, ...]


def did_you_mean(retrieval: Retrieval) -> Correction | None:
    """Return the wording with the most results; None where there are enough results, or no wording has more.

    Whole wordings are counted, so that a word counts in company of the query's other words, phrases and filters.
    """
    strict = 0 if retrieval.relaxed else retrieval.total
    snapshot, query = retrieval.snapshot, retrieval.query
    if strict > ENOUGH or not query.text:
        return None
    wordings = [*dict.fromkeys(_wordings(retrieval))]
    if not wordings:
        return None
    totals = count_strict(snapshot, [reparsed(snapshot, query, wording) for wording in wordings])
    total, _, wording = max(
        (total, -place, wording) for place, (wording, total) in enumerate(zip(wordings, totals, strict=True))
    )
    return Correction(wording, total) if total > strict else None


def _wordings(retrieval: Retrieval) -> Iterator[str]:
    """Yield the text with all of its doubtful words replaced, by their best candidates first."""
    text = retrieval.query.text
    doubtful = list(islice(_doubtful_words(retrieval), MAX_WORDS))
    if doubtful:
        yield _replaced(text, [(word.start, word.end, word.candidates[0]) for word in doubtful])
    for word in doubtful:
        for candidate in word.candidates[1:]:
            yield _replaced(text, [(w.start, w.end, candidate if w is word else w.candidates[0]) for w in doubtful])


def _doubtful_words(retrieval: Retrieval) -> Iterator[DoubtfulWord]:
    text = retrieval.query.text
    expanded = {fold(expansion.term) for expansion in retrieval.query.expansions}
    for form, start, end in forms(text):
        if fold(form) not in expanded and _is_word(text, start, end):
            near = _candidates(retrieval.snapshot, form, retrieval.query.language)
            candidates = tuple(islice(near, MAX_CANDIDATES))
            if candidates:
                yield DoubtfulWord(start, end, candidates)


def _is_word(text: str, start: int, end: int) -> bool:
    raw = text[start:end]
    bound = _BOUND_BEFORE.search(text[:start]) or _BOUND_BEHIND.match(text, end)
    return len(raw) > 2 and raw not in _OPERATORS and not bound and not any(c.isdigit() for c in raw)


def _candidates(snapshot: Snapshot, form: str, language: str) -> Iterator[str]:
    """Yield words near ``form`` that are frequent enough: the nearest, of the reader's language, the most frequent.

    A form that no text has is doubtful even where it has the stem of another word.
    """
    occurrences = document_frequency(snapshot, form)
    least = occurrences * COMMONER if occurrences and snapshot.word_frequencies([form])[0] else 1
    near = [
        candidate
        for candidate in snapshot.expand(Fuzzy(form, 1 if len(form) < 6 else 2), least)
        if fold(candidate.text) != fold(form) and document_frequency(snapshot, candidate.text) >= least
    ]
    for candidate in sorted(near, key=lambda word: (word.edits, not _is_of(snapshot, word.text, language))):
        yield candidate.text
    if not occurrences:
        yield from _two_words(snapshot, form)


def _is_of(snapshot: Snapshot, form: str, language: str) -> bool:
    stem = term(form, language)
    return bool(stem and snapshot.term_statistics([Term(language, stem)])[0].frequency)


def _two_words(snapshot: Snapshot, form: str) -> Iterator[str]:
    """Yield the two words of the index that were typed as one, where there are such."""
    folded = fold(form)
    cuts = range(3, len(folded) - 2)
    if not cuts:
        return
    frequencies = snapshot.word_frequencies([half for cut in cuts for half in (folded[:cut], folded[cut:])])
    worth = dict(zip(cuts, map(min, frequencies[::2], frequencies[1::2]), strict=True))
    best = max(worth, key=worth.__getitem__)
    if worth[best]:
        yield f"{folded[:best]} {folded[best:]}"


def document_frequency(snapshot: Snapshot, form: str) -> int:
    """Return how many documents have a word in the language that has it most."""
    stems = [Term(language, stem) for language in snapshot.languages if (stem := term(form, language))]
    return max((statistics.frequency for statistics in snapshot.term_statistics(stems)), default=0)


def _replaced(text: str, changes: list[tuple[int, int, str]]) -> str:
    for start, end, word in reversed(changes):
        text = text[:start] + word + text[end:]
    return text
