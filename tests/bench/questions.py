"""The fixed questions that every engine is asked, drawn from the first entries, so that each finds something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Literal

from policysearch.text import is_stop_word, terms
from tests.bench.entries import Entry

Kind = Literal["and", "or", "phrase", "not", "prefix", "filter", "fuzzy"]
KINDS: tuple[Kind, ...] = ("and", "or", "phrase", "not", "prefix", "filter", "fuzzy")
COUNTS: dict[Kind, int] = {"and": 60, "or": 40, "phrase": 30, "not": 20, "prefix": 20, "filter": 30}
SEED = 1_848
PREFIX = 4  # letters
ENOUGH = 5
RARE = 5  # one of so many may find fewer
_WORD = re.compile(r"\b[a-z]+\b")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``words`` are as a reader types them; of "not" the last one is excluded.

    ``filters`` are (facet, values) pairs: values of one facet widen, facets together narrow.
    """

    kind: Kind
    words: tuple[str, ...]
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def text(self) -> str:
        """In this product's query language."""
        if self.kind == "or":
            return " OR ".join(self.words)
        if self.kind == "phrase":
            return f'"{" ".join(self.words)}"'
        if self.kind == "not":
            return f"{' '.join(self.words[:-1])} -{self.words[-1]}"
        return " ".join(self.words) + {"prefix": "*", "fuzzy": "~"}.get(self.kind, "")


def two_hundred(entries: Sequence[Entry]) -> list[Question]:
    """The 200 of the full job."""
    return [question for kind, count in COUNTS.items() for question in of_kind(kind, entries, count)]


def of_kind(kind: Kind, entries: Sequence[Entry], count: int) -> list[Question]:
    """``count`` different ones of one kind. Four of five find ``ENOUGH`` of ``entries`` at least, as readers' do."""
    dice = Random(f"{SEED} {kind}")
    known = [_Known(entry) for entry in entries]
    found: dict[Question, None] = {}
    while len(found) < count:
        question = _ASKING[kind](dice, dice.choice(entries), entries)
        rare = len(found) % RARE == 0
        if question and (rare or sum(islice(_matching(question, known), ENOUGH)) == ENOUGH):
            found[question] = None
    return list(found)


class _Known:
    """What of an entry decides whether it is found."""

    def __init__(self, entry: Entry) -> None:
        self.terms = frozenset(terms(entry.text, "en"))
        self.text = f" {' '.join(_WORD.findall(entry.text.lower()))} "
        self.facets = entry.facets

    def matches(self, question: Question) -> bool:
        """Good enough a guess for choosing questions; engines decide by themselves."""
        if question.kind == "phrase":
            return f" {' '.join(question.words)} " in self.text
        if question.kind in ("prefix", "fuzzy", "or"):
            return True
        if not all({*values} & {*self.facets[facet]} for facet, values in question.filters):
            return False
        kept = len(question.words) - (question.kind == "not")
        wanted, denied = question.words[:kept], question.words[kept:]
        return self.terms.issuperset(terms(" ".join(wanted), "en")) and self.terms.isdisjoint(
            terms(" ".join(denied), "en")
        )


def _matching(question: Question, known: Sequence[_Known]) -> Iterator[int]:
    return (1 for one in known if one.matches(question))


def _all(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    return _asked("and", _words(dice, entry, dice.choice((1, 2, 2, 3))))


def _any(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    other = dice.choice(entries)
    return _asked("or", {**_words(dice, entry, dice.choice((1, 2))), **_words(dice, other, dice.choice((1, 2)))})


def _phrase(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    """Two or three neighbours in one sentence, none a stop word."""
    sentence = dice.choice(dice.choice(entry.lessons).text.split(". "))
    said = sentence.lower().rstrip(".").split()
    length = dice.choice((2, 2, 3))
    starts = [n for n in range(len(said) - length + 1) if all(map(_tells, said[n : n + length]))]
    if not starts:
        return None
    first = dice.choice(starts)
    return Question("phrase", tuple(said[first : first + length]))


def _without(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    """One or two words and not a third one, frequent enough to take something away."""
    wanted = _words(dice, entry, dice.choice((1, 2)))
    denied = [
        word for word in _words(dice, dice.choice(entries), 1) if not {*terms(word, "en")} & {*terms(entry.text, "en")}
    ]
    return Question("not", (*wanted, denied[0])) if wanted and denied else None


def _prefix(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    """The first letters of a word; not such as a stemmer would take one from ("pras")."""
    begun = [word[:PREFIX] for word in _words(dice, entry, 1)]
    return Question("prefix", (begun[0],)) if begun and not begun[0].endswith("s") else None


def _filtered(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    """A word or two within one or two facets; two years count as one facet."""
    years = tuple(sorted({entry.year, str(dice.randint(2000, 2026))}))
    choices = {"year": years, "country": (entry.country,), "theme": (dice.choice(entry.themes or ("none",)),)}
    facets = sorted(dice.sample(sorted(choices), dice.choice((1, 1, 2))))
    filters = tuple((facet, choices[facet]) for facet in facets)
    wanted = _words(dice, entry, dice.choice((1, 2)))
    return Question("filter", tuple(wanted), filters) if wanted and all(all(values) for _, values in filters) else None


def _fuzzy(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    """A word with two of its inner letters exchanged."""
    word = next(iter(_words(dice, entry, 1)), "")
    place = dice.randrange(1, max(len(word) - 2, 2))
    typed = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    return Question("fuzzy", (typed,)) if word and typed != word else None


_ASKING: dict[Kind, Callable[[Random, Entry, Sequence[Entry]], Question | None]] = {
    "and": _all,
    "or": _any,
    "phrase": _phrase,
    "not": _without,
    "prefix": _prefix,
    "filter": _filtered,
    "fuzzy": _fuzzy,
}


def _asked(kind: Kind, words: dict[str, None]) -> Question | None:
    return Question(kind, tuple(words)) if words else None


def _words(dice: Random, entry: Entry, count: int) -> dict[str, None]:
    """Words of an entry, as frequent as they are there."""
    told = [word for lesson in entry.lessons for word in _plain(lesson.text)]
    return dict.fromkeys(dice.sample(told, min(count, len(told))))


def _plain(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text) if _tells(word))


def _tells(word: str) -> bool:
    return len(word) > PREFIX and word.isalpha() and word.isascii() and word.islower() and not is_stop_word(word)
