"""The fixed questions for every engine, made from the words of entries, so that each one finds something."""

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
LEAST_MATCHES = 5  # entries
RARE_EVERY = 5  # one question of five may find fewer
_WORD = re.compile(r"\b[a-z]+\b")


@dataclass(frozen=True, slots=True)
class Question:
    """A question. ``words`` are as a reader types them; a question of kind "not" excludes the last one.

    ``filters`` are (facet, values) pairs: values of one facet are alternatives, every facet must match.
    """

    kind: Kind
    words: tuple[str, ...]
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def text(self) -> str:
        """Return the question in this product's query language."""
        if self.kind == "or":
            return " OR ".join(self.words)
        if self.kind == "phrase":
            return f'"{" ".join(self.words)}"'
        if self.kind == "not":
            return f"{' '.join(self.words[:-1])} -{self.words[-1]}"
        return " ".join(self.words) + {"prefix": "*", "fuzzy": "~"}.get(self.kind, "")


def two_hundred(entries: Sequence[Entry]) -> list[Question]:
    """Return the 200 questions of the full job."""
    return [question for kind, count in COUNTS.items() for question in of_kind(kind, entries, count)]


def of_kind(kind: Kind, entries: Sequence[Entry], count: int) -> list[Question]:
    """Return ``count`` different questions of one kind; four of five match at least ``LEAST_MATCHES`` entries."""
    dice = Random(f"{SEED} {kind}")
    sample = [_Matchable(entry) for entry in entries]
    questions: dict[Question, None] = {}
    while len(questions) < count:
        question = _GENERATORS[kind](dice, dice.choice(entries), entries)
        rare = len(questions) % RARE_EVERY == 0
        if question and (rare or _matches_enough(question, sample)):
            questions[question] = None
    return list(questions)


class _Matchable:
    """An entry's terms, text and facets, by which questions are chosen."""

    def __init__(self, entry: Entry) -> None:
        self.terms = frozenset(terms(entry.text, "en"))
        self.text = f" {' '.join(_WORD.findall(entry.text.lower()))} "
        self.facets = entry.facets

    def matches(self, question: Question) -> bool:
        """Return True if the entry probably matches; only used to choose questions, engines decide by themselves."""
        if question.kind == "phrase":
            return f" {' '.join(question.words)} " in self.text
        if question.kind in ("prefix", "fuzzy", "or"):
            return True
        if not all({*values} & {*self.facets[facet]} for facet, values in question.filters):
            return False
        required_count = len(question.words) - (question.kind == "not")
        required, excluded = question.words[:required_count], question.words[required_count:]
        return self.terms.issuperset(terms(" ".join(required), "en")) and self.terms.isdisjoint(
            terms(" ".join(excluded), "en")
        )


def _matches_enough(question: Question, sample: Sequence[_Matchable]) -> bool:
    matches = (True for entry in sample if entry.matches(question))
    return sum(islice(matches, LEAST_MATCHES)) == LEAST_MATCHES


def _and_question(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    return _question("and", _words(dice, entry, dice.choice((1, 2, 2, 3))))


def _or_question(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    second = dice.choice(entries)
    return _question("or", {**_words(dice, entry, dice.choice((1, 2))), **_words(dice, second, dice.choice((1, 2)))})


def _phrase_question(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    """Return two or three neighbouring words of one sentence, none of them a stop word."""
    sentence = dice.choice(dice.choice(entry.lessons).text.split(". "))
    words = sentence.lower().rstrip(".").split()
    length = dice.choice((2, 2, 3))
    starts = [n for n in range(len(words) - length + 1) if all(map(_is_content_word, words[n : n + length]))]
    if not starts:
        return None
    start = dice.choice(starts)
    return Question("phrase", tuple(words[start : start + length]))


def _not_question(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    """Return one or two words of an entry, without a word of another entry that the first one lacks."""
    required = _words(dice, entry, dice.choice((1, 2)))
    excluded = [
        word for word in _words(dice, dice.choice(entries), 1) if not {*terms(word, "en")} & {*terms(entry.text, "en")}
    ]
    return Question("not", (*required, excluded[0])) if required and excluded else None


def _prefix_question(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    """Return the first letters of a word, without those that end in "s", which a stemmer would cut ("pras")."""
    prefixes = [word[:PREFIX] for word in _words(dice, entry, 1)]
    return Question("prefix", (prefixes[0],)) if prefixes and not prefixes[0].endswith("s") else None


def _filter_question(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    """Return one or two words with a filter on one or two facets; two years are one filter."""
    years = tuple(sorted({entry.year, str(dice.randint(2000, 2026))}))
    choices = {"year": years, "country": (entry.country,), "theme": (dice.choice(entry.themes or ("none",)),)}
    facets = sorted(dice.sample(sorted(choices), dice.choice((1, 1, 2))))
    filters = tuple((facet, choices[facet]) for facet in facets)
    words = _words(dice, entry, dice.choice((1, 2)))
    return Question("filter", tuple(words), filters) if words and all(all(values) for _, values in filters) else None


def _fuzzy_question(dice: Random, entry: Entry, entries: Sequence[Entry]) -> Question | None:
    """Return a word with two neighbouring inner letters exchanged."""
    word = next(iter(_words(dice, entry, 1)), "")
    place = dice.randrange(1, max(len(word) - 2, 2))
    typed = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    return Question("fuzzy", (typed,)) if word and typed != word else None


_GENERATORS: dict[Kind, Callable[[Random, Entry, Sequence[Entry]], Question | None]] = {
    "and": _and_question,
    "or": _or_question,
    "phrase": _phrase_question,
    "not": _not_question,
    "prefix": _prefix_question,
    "filter": _filter_question,
    "fuzzy": _fuzzy_question,
}


def _question(kind: Kind, words: dict[str, None]) -> Question | None:
    return Question(kind, tuple(words)) if words else None


def _words(dice: Random, entry: Entry, count: int) -> dict[str, None]:
    """Return at most ``count`` content words of the entry, frequent words more often."""
    candidates = [word for lesson in entry.lessons for word in _content_words(lesson.text)]
    return dict.fromkeys(dice.sample(candidates, min(count, len(candidates))))


def _content_words(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text) if _is_content_word(word))


def _is_content_word(word: str) -> bool:
    return len(word) > PREFIX and word.isalpha() and word.isascii() and word.islower() and not is_stop_word(word)
