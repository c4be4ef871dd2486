"""A prefix -> Suggestions, of one snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from policysearch.engines.contract import Snapshot
from policysearch.query import Query
from policysearch.search.results import Suggestion
from policysearch.search.retrieve import count_strict, reparsed
from policysearch.search.suggest.entry import Entry, from_line
from policysearch.search.suggest.facet_names import facet_name_entries
from policysearch.search.suggest.prefix_table import PrefixTable, table_arrays, typed_words
from policysearch.search.suggest.suggestion_builder import OUTDATED, PHRASES, RECENT, TITLES, read_slugs, read_table
from policysearch.text import fold, forms, is_stop_word
from policysearch.vocabulary import label

KINDS = ("theme", "country", "partner", "phrase", "title")
ENOUGH = 3  # entries as typed; where there are fewer, what may be mistyped is looked for too
CACHED = 4_096  # prefixes
_BEGINS, _FOLLOWS, _SCATTERED, _FOREIGN, _MISTYPED, _MISTYPED_FOREIGN = range(6)


class Ranked(NamedTuple):
    """An entry and how well it fits; lower is better."""

    tier: int
    foreign: bool
    worth: int  # negative
    entry: Entry


class Completer:
    """Answers from the snapshot's resources, facets and vocabulary; each is read when first needed."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.complete = lru_cache(maxsize=CACHED)(self._complete)
        self._phrase_count = lru_cache(maxsize=CACHED)(self._count)

    def _complete(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        """Return at most ``limit`` completions, best first; themes and countries in the reader's ``language``.

        No kind crowds out the others: of equally good ones, the best of each comes before its second best.
        """
        ranked = sorted(self._ranked(prefix, language, 3 * limit))
        merged = sorted(
            (one.tier, place, kind, one.entry)
            for kind, name in enumerate(KINDS)
            for place, one in enumerate(_distinct(one for one in ranked if one.entry.kind == name))
        )
        return tuple(islice(self._suggestions((entry for *_, entry in merged), language), limit))

    def _ranked(self, prefix: str, language: str, count: int) -> list[Ranked]:
        typed = typed_words(prefix)
        ranked: list[Ranked] = []
        while typed and not ranked:
            ranked = [*self._in_tables(typed, prefix, language, count)]
            if len(ranked) < ENOUGH:
                ranked += self._in_tables(typed, prefix, language, count, nearly=True)
            typed = typed[:-1] if is_stop_word(typed[-1]) else []
        return ranked

    def _in_tables(
        self, typed: Sequence[str], prefix: str, language: str, count: int, *, nearly: bool = False
    ) -> Iterator[Ranked]:
        beginning = " ".join(fold(prefix).split())
        for table in (self._names, self._phrases, self._recent, self._titles):
            for number in table.find(typed, count, nearly=nearly):
                entry = from_line(table[number])
                if table is not self._titles or entry.value not in self._outdated:
                    foreign = entry.language not in ("", language)
                    tier = _tier(entry, beginning, foreign)
                    if nearly:
                        tier = _MISTYPED_FOREIGN if tier == _FOREIGN else _MISTYPED
                    yield Ranked(tier, foreign, -entry.worth, entry)

    def _suggestions(self, entries: Iterable[Entry], language: str) -> Iterator[Suggestion]:
        texts = set()
        for entry in entries:
            text, value, count = entry.text, entry.value, entry.worth
            if entry.kind == "phrase":
                value, count = entry.text, self._phrase_count(entry.text)
            elif entry.kind == "title":
                count = 1
            else:
                text = label(self._snapshot.vocabulary, entry.kind, entry.value, language)
            if count and _normalised(text) not in texts:
                texts.add(_normalised(text))
                yield Suggestion(text, entry.kind, value, count)

    def _count(self, phrase: str) -> int:
        """Return how many results a search for the phrase has."""
        return count_strict(self._snapshot, [reparsed(self._snapshot, Query(), phrase)])[0]

    @cached_property
    def _names(self) -> PrefixTable:
        return PrefixTable(table_arrays(entry.line() for entry in facet_name_entries(self._snapshot)))

    @cached_property
    def _phrases(self) -> PrefixTable:
        return self._table(PHRASES)

    @cached_property
    def _titles(self) -> PrefixTable:
        return self._table(TITLES)

    @cached_property
    def _recent(self) -> PrefixTable:
        return self._table(RECENT)

    @cached_property
    def _outdated(self) -> set[str]:
        return read_slugs(self._snapshot.resource(OUTDATED))

    def _table(self, name: str) -> PrefixTable:
        content = self._snapshot.resource(name)
        return read_table(name, content) if content is not None else PrefixTable(table_arrays(()))


def _tier(entry: Entry, beginning: str, foreign: bool) -> int:
    if foreign and entry.kind == "phrase":
        return _FOREIGN
    text = fold(entry.text)
    if text.startswith(beginning):
        return _BEGINS
    return _FOLLOWS if f" {beginning}" in text else _SCATTERED


def _distinct(ranked: Iterable[Ranked]) -> list[Ranked]:
    """Return each value once, each phrase once, where it ranks best."""
    best: dict[str, Ranked] = {}
    for one in ranked:
        best.setdefault(_normalised(one.entry.text) if one.entry.kind == "phrase" else one.entry.value, one)
    return list(best.values())


@lru_cache(maxsize=1 << 14)
def _normalised(text: str) -> str:
    """Return what two texts have in common that differ in case, accents and punctuation alone."""
    return " ".join(fold(form) for form, _, _ in forms(text))
