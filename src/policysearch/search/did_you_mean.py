"""Did you mean: another wording, made of the index's own words, for words that are spelled wrongly.

A word is doubtful where no text has it and no list of the four languages knows it. Nothing is offered for acronyms and
names, inside quotes, for fields and negatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

from policysearch.engines.contract import Form, Snapshot, Term
from policysearch.query import Fuzzy
from policysearch.query.common_words import MIN_LOUD_WORDS
from policysearch.search.missing import queries_of_words
from policysearch.search.results import Correction
from policysearch.search.retrieve import (
    Retrieval,
    count_all,
    count_relaxed,
    count_strict,
    prepare_counts,
    reparsed,
)
from policysearch.text import fold, forms, is_stop_word, term
from policysearch.vocabulary.known_words import is_known_word

ENOUGH = 2  # results; a search with more needs no other wording
SHORTEST = 4  # letters of a word that may be misspelt
LONG = 8  # letters from which on two edits are allowed
COMMONER = 10  # how many times as frequent a word must be to be sure beside others that are as near
NEARLY_ALL = 0.9  # of the documents of a view
MIN_DOCUMENTS = 4  # documents; fewer are never nearly all
MAX_CANDIDATES = 3  # for each word
MAX_WORDS = 8  # of a query that are looked at
_OPERATORS = frozenset(["AND", "OR", "NOT"])
_BOUND_BEFORE = re.compile(r"(?:[:\-@.&+/]|\w['’])\Z")  # a field's value, a negative, a part of a compound
_BOUND_BEHIND = re.compile(r"[*~:@&+/]|[.'’]\w")
_QUOTED = re.compile(r"[\"“”„«»][^\"“”„«»]*(?:[\"“”„«»]|\Z)")


class DoubtfulWord(NamedTuple):
    """A stretch of the query's text, the words it may have been meant to be, best first, and if the first is sure."""

    start: int
    end: int
    candidates: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Rewording(Correction):
    """A correction; ``sure`` if it may be searched at once, ``verbatim`` is the typed text that is not corrected.

    ``any_word`` if nothing has all of its words.
    """

    sure: bool = False
    verbatim: str = ""
    any_word: bool = False


def did_you_mean(retrieval: Retrieval) -> Rewording | None:
    """Return the wording with the most results; None where there are enough results, or no wording has more.

    Whole wordings are counted, so that a word counts in company of the query's other words, phrases and filters: with
    all words, and where no wording has results so, with any.
    """
    fewest = 0 if retrieval.relaxed else retrieval.total
    snapshot, query = retrieval.snapshot, retrieval.query
    if fewest > ENOUGH or not query.text or query.like is not None:
        return None
    doubtful = [*islice(_doubtful_words(retrieval), MAX_WORDS)]
    wordings = [*dict.fromkeys(_wordings(query.text, doubtful))]
    if not wordings:
        return None
    reworded = [reparsed(snapshot, query, wording) for wording in wordings]
    prepare_counts(snapshot, [*reworded, *queries_of_words(retrieval).values()], () if fewest else reworded)
    totals = count_strict(snapshot, reworded)
    any_word = not any(totals) and not fewest
    if any_word:
        totals, fewest = count_relaxed(snapshot, reworded), retrieval.total
    total, place = max((total, -place) for place, total in enumerate(totals))
    if total <= fewest or is_nearly_all(total, count_all(snapshot, query)):
        return None
    quoted = [(word.start, word.end, f'"{query.text[word.start : word.end]}"') for word in doubtful]
    sure = not fewest and all(word.sure for word in doubtful) and place == 0
    return Rewording(wordings[-place], total, sure, _replaced(query.text, quoted), any_word)


def is_nearly_all(total: int, every: int) -> bool:
    """Return whether ``total`` of ``every`` documents is too many to be an answer."""
    return total >= max(every * NEARLY_ALL, MIN_DOCUMENTS)


def _wordings(text: str, doubtful: Sequence[DoubtfulWord]) -> Iterator[str]:
    """Yield the text with all of its doubtful words replaced, by their best candidates first."""
    if doubtful:
        yield _replaced(text, [(word.start, word.end, word.candidates[0]) for word in doubtful])
    for word in doubtful:
        for candidate in word.candidates[1:]:
            yield _replaced(text, [(w.start, w.end, candidate if w is word else w.candidates[0]) for w in doubtful])


def _doubtful_words(retrieval: Retrieval) -> Iterator[DoubtfulWord]:
    text, snapshot = retrieval.query.text, retrieval.snapshot
    expanded = {fold(expansion.term) for expansion in retrieval.query.expansions}
    typed = [*islice(_plain_words(text), 2 * MAX_WORDS)]
    if not typed:
        return
    frequencies = snapshot.word_frequencies([form for form, _, _ in typed])
    present = [form for (form, _, _), frequency in zip(typed, frequencies, strict=True) if frequency]
    languages = _languages(snapshot, present, retrieval.query.language)
    joined = _joined(snapshot, text, typed, frequencies)
    yield from joined
    for (form, start, end), frequency in zip(typed, frequencies, strict=True):
        if frequency or fold(form) in expanded or is_known_word(form) or not _may_be_misspelt(text, start, end):
            continue
        if any(word.start <= start < word.end for word in joined):
            continue
        candidates = [*islice(_candidates(snapshot, form, languages), MAX_CANDIDATES + 1)]
        if candidates:
            words = tuple(_in_case_of(text[start:end], candidate.text) for candidate in candidates[:MAX_CANDIDATES])
            yield DoubtfulWord(start, end, words, _is_sure(candidates))


def _in_case_of(typed: str, candidate: str) -> str:
    """Return ``candidate`` in capitals where it was typed so."""
    return candidate.upper() if typed.isupper() else candidate


def _plain_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (form, start, end) of the words that stand outside quotes, fields and negatives."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for form, start, end in forms(text):
        bound = _BOUND_BEFORE.search(text[:start]) or _BOUND_BEHIND.match(text, end)
        if not bound and not any(first <= start < last for first, last in quoted):
            yield form, start, end


def _may_be_misspelt(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` is long enough, no operator, number, acronym, name or stop word."""
    raw = text[start:end]
    if len(raw) < SHORTEST or not raw.isalpha() or raw in _OPERATORS or is_stop_word(raw):
        return False
    if text.isupper():
        return len(text.split()) >= MIN_LOUD_WORDS
    return raw.islower() or (raw[1:].islower() and not any(c.isalpha() for c in text[:start]))


def _languages(snapshot: Snapshot, words: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the reader's language, and the one that most of the query's words are of."""
    counts = {code: sum(_is_of(snapshot, word, code) for word in words) for code in snapshot.languages}
    best = max(counts, key=counts.__getitem__, default=language)
    return (language, best) if counts.get(best) else (language,)


def _candidates(snapshot: Snapshot, form: str, languages: Sequence[str]) -> Iterator[Form]:
    """Yield words near ``form``: the nearest, the most frequent first; at last two words that were typed as one.

    A word of another language than ``languages`` needs a long word and one edit. Words of the same term are no others.
    """
    edits = 1 if len(form) < LONG else 2
    stems = {(language, term(form, language)) for language in snapshot.languages}
    near = [
        candidate
        for candidate in snapshot.expand(Fuzzy(form, edits))
        if len(candidate.text) >= SHORTEST - 1
        and fold(candidate.text) != fold(form)
        and not is_stop_word(candidate.text)
        and candidate.text.isalpha()
        and _is_allowed(snapshot, candidate, form, languages)
        and not _is_found_anyway(snapshot, candidate.text, stems)
    ]
    yield from sorted(
        near, key=lambda word: (word.edits, not _is_of_any(snapshot, word.text, languages), -word.frequency)
    )
    yield from _two_words(snapshot, form)


def _is_allowed(snapshot: Snapshot, candidate: Form, form: str, languages: Sequence[str]) -> bool:
    return _is_of_any(snapshot, candidate.text, languages) or (len(form) >= LONG and candidate.edits == 1)


def _is_found_anyway(snapshot: Snapshot, candidate: str, stems: set[tuple[str, str]]) -> bool:
    """Return whether every language that has ``candidate`` finds it by the typed word's term too."""
    languages = [language for language in snapshot.languages if _is_of(snapshot, candidate, language)]
    return bool(languages) and all((language, term(candidate, language)) in stems for language in languages)


def _is_sure(candidates: Sequence[Form]) -> bool:
    """Return whether the first candidate stands alone: no other is as near, or all are much rarer."""
    first, *more = candidates
    rivals = [rival for rival in more if rival.edits <= first.edits]
    return first.edits > 0 and all(rival.frequency * COMMONER <= first.frequency for rival in rivals)


def _is_of_any(snapshot: Snapshot, form: str, languages: Sequence[str]) -> bool:
    return any(_is_of(snapshot, form, language) for language in languages)


def _is_of(snapshot: Snapshot, form: str, language: str) -> bool:
    stem = term(form, language)
    return bool(stem and snapshot.term_statistics([Term(language, stem)])[0].frequency)


def _joined(
    snapshot: Snapshot, text: str, typed: Sequence[tuple[str, int, int]], frequencies: Sequence[int]
) -> list[DoubtfulWord]:
    """Return neighbours that the index has as one word, where it lacks one of the two: "bee keeping"."""
    pairs = [
        (first, second)
        for (first, first_count), (second, second_count) in pairwise(zip(typed, frequencies, strict=True))
        if not (first_count and second_count) and text[first[2] : second[1]].isspace()
    ]
    words = [fold(first[0] + second[0]) for first, second in pairs]
    counts = snapshot.word_frequencies(words) if words else []
    return [
        DoubtfulWord(first[1], second[2], (word,), True)
        for (first, second), word, count in zip(pairs, words, counts, strict=True)
        if count and len(word) > SHORTEST and word.isalpha()
    ]


def _two_words(snapshot: Snapshot, form: str) -> Iterator[Form]:
    """Yield the two words of the index that were typed as one, where there are such; never sure."""
    folded = fold(form)
    cuts = range(3, len(folded) - 2)
    if not cuts:
        return
    frequencies = snapshot.word_frequencies([half for cut in cuts for half in (folded[:cut], folded[cut:])])
    worth = dict(zip(cuts, map(min, frequencies[::2], frequencies[1::2]), strict=True))
    best = max(worth, key=worth.__getitem__)
    if worth[best]:
        yield Form(f"{folded[:best]} {folded[best:]}", 0, 0)


def _replaced(text: str, changes: list[tuple[int, int, str]]) -> str:
    for start, end, word in sorted(changes, reverse=True):
        text = text[:start] + word + text[end:]
    return text
