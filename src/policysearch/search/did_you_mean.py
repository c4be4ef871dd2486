"""Did you mean: another wording, from the index's own words, that finds more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from policysearch.engines.contract import Correction
from policysearch.engines.whoosh.matching.execute import Execution, count, reparsed
from policysearch.engines.whoosh.reader.term_expander import TermExpander
from policysearch.engines.whoosh.schema import TEXTS
from policysearch.engines.whoosh.snapshot import Snapshot
from policysearch.text import fold, forms, term

FEW = 2  # more results than that need no other wording
COMMON = 10  # how many times as frequent another word must be to replace one that there is
TRIED = 3  # candidates for each word
WORDS = 8  # of a query that are looked at
_OPERATORS = frozenset(["AND", "OR", "NOT"])
_OWN = re.compile(r"[:\-]\Z")  # a field's value or a negative
_BOUND = re.compile(r"[*~:]")


class Typed(NamedTuple):
    """A word of the query's text, and what it may have been meant to be, best first."""

    start: int
    end: int
    meant: tuple[str, ...]


def correct(opened: Snapshot, found: Execution, total: int) -> Correction | None:
    """The wording that finds the most; None where there are enough results, or no wording finds more.

    Trying whole queries is what makes it aware of phrases and languages: a word counts in company of the others.
    """
    strict = 0 if found.relaxed else total
    if strict > FEW or not found.query.text:
        return None
    wordings = dict.fromkeys(_wordings(opened, found))
    counted = [
        (count(opened, reparsed(opened, found.query, text)), -place, text) for place, text in enumerate(wordings)
    ]
    best = max(counted, default=(0, 0, ""))
    return Correction(best[2], best[0]) if best[0] > strict else None


def _wordings(opened: Snapshot, found: Execution) -> Iterator[str]:
    """The text with all of its doubtful words replaced, by their best candidates first."""
    text = found.query.text
    typed = list(islice(_doubtful(opened, found), WORDS))
    if typed:
        yield _replaced(text, [(word.start, word.end, word.meant[0]) for word in typed])
    for word in typed:
        for meant in word.meant[1:]:
            others = [(one.start, one.end, meant if one is word else one.meant[0]) for one in typed]
            yield _replaced(text, others)


def _doubtful(opened: Snapshot, found: Execution) -> Iterator[Typed]:
    text = found.query.text
    known = {fold(expansion.term) for expansion in found.query.expansions}
    for form, start, end in forms(text):
        if fold(form) not in known and _is_word(text, start, end):
            meant = tuple(islice(_meant(opened, form, found.query.language), TRIED))
            if meant:
                yield Typed(start, end, meant)


def _is_word(text: str, start: int, end: int) -> bool:
    raw = text[start:end]
    bound = _OWN.search(text[:start]) or _BOUND.match(text, end)
    return len(raw) > 2 and raw not in _OPERATORS and not bound and not any(c.isdigit() for c in raw)


def _meant(opened: Snapshot, form: str, language: str) -> Iterator[str]:
    """Words near ``form`` that are frequent enough: the nearest, those of the reader's language, the most frequent.

    A form that no text has is doubtful even where it has the stem of another word.
    """
    lexicon, there = opened.reader.term_expander, frequency(opened, form)
    least = there * COMMON if there and lexicon.frequency(form) else 1
    near = [
        one
        for one in lexicon.near(form, 1 if len(form) < 6 else 2, least)
        if fold(one.text) != fold(form) and frequency(opened, one.text) >= least
    ]
    for one in sorted(near, key=lambda one: (one.edits, not _is_of(opened, one.text, language))):
        yield one.text
    if not there:
        yield from _split(lexicon, form)


def _is_of(opened: Snapshot, form: str, language: str) -> bool:
    word = term(form, language)
    return bool(word and opened.reader.frequency(TEXTS[language], word))


def _split(lexicon: TermExpander, form: str) -> Iterator[str]:
    """Two known words that were typed as one."""
    plain = fold(form)
    cuts = range(3, len(plain) - 2)
    worth = {n: min(lexicon.frequency(plain[:n]), lexicon.frequency(plain[n:])) for n in cuts}
    best = max(worth, key=worth.__getitem__, default=0)
    if best and worth[best]:
        yield f"{plain[:best]} {plain[best:]}"


def frequency(opened: Snapshot, form: str) -> int:
    """How many documents have a word in the language that has it most."""
    collection = opened.reader
    terms = ((TEXTS[language], term(form, language)) for language in collection.languages)
    return max((collection.frequency(field, word) for field, word in terms if word), default=0)


def _replaced(text: str, changes: list[tuple[int, int, str]]) -> str:
    for start, end, word in reversed(changes):
        text = text[:start] + word + text[end:]
    return text
