"""A prefix -> Suggestions, of one generation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from policysearch.engines.contract import Suggestion
from policysearch.engines.whoosh.matching import execute
from policysearch.engines.whoosh.snapshot import Snapshot
from policysearch.query import Query
from policysearch.search.suggest import facet_names
from policysearch.search.suggest.collector import PHRASES, RECENT, TITLES, read, read_gone
from policysearch.search.suggest.entry import Entry, entry
from policysearch.search.suggest.prefix_table import PrefixTable, table_arrays, typed_words
from policysearch.text import fold, forms, is_stop_word
from policysearch.vocabulary import label

KINDS = ("theme", "country", "partner", "phrase", "title")
ENOUGH = 3  # found as typed, before what may be mistyped is looked for
REMEMBERED = 4_096  # prefixes
_BEGINS, _FOLLOWS, _APART, _FOREIGN, _MISTYPED, _MISTYPED_FOREIGN = range(6)


class Ranked(NamedTuple):
    """An entry and how well it fits; lower is better."""

    tier: int
    foreign: bool
    worth: int  # negative
    entry: Entry


class Completer:
    """Answers from the files of ``folder`` and from what is ``opened``; each is read when first needed."""

    def __init__(self, folder: Path, opened: Snapshot) -> None:
        self._folder = folder
        self.opened = opened
        self.complete = lru_cache(maxsize=REMEMBERED)(self._complete)
        self._results = lru_cache(maxsize=REMEMBERED)(self._count)

    def _complete(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        """At most ``limit`` completions of ``prefix``, best first; themes and countries in the reader's ``language``.

        No kind crowds out the others: of equally good ones, the best of each comes before its second best.
        """
        found = sorted(self._found(prefix, language, 3 * limit))
        merged = sorted(
            (one.tier, place, kind, one.entry)
            for kind, name in enumerate(KINDS)
            for place, one in enumerate(_distinct(one for one in found if one.entry.kind == name))
        )
        return tuple(islice(self._shown((one for *_, one in merged), language), limit))

    def _found(self, prefix: str, language: str, count: int) -> list[Ranked]:
        typed = typed_words(prefix)
        found: list[Ranked] = []
        while typed and not found:
            found = [*self._in_tables(typed, prefix, language, count)]
            if len(found) < ENOUGH:
                found += self._in_tables(typed, prefix, language, count, nearly=True)
            typed = typed[:-1] if is_stop_word(typed[-1]) else []
        return found

    def _in_tables(
        self, typed: Sequence[str], prefix: str, language: str, count: int, *, nearly: bool = False
    ) -> Iterator[Ranked]:
        beginning = " ".join(fold(prefix).split())
        for table in (self._names, self._phrases, self._recent, self._titles):
            for number in table.find(typed, count, nearly=nearly):
                one = entry(table[number])
                if table is not self._titles or one.value not in self._gone:
                    foreign = one.language not in ("", language)
                    tier = _tier(one, beginning, foreign)
                    if nearly:
                        tier = _MISTYPED_FOREIGN if tier == _FOREIGN else _MISTYPED
                    yield Ranked(tier, foreign, -one.worth, one)

    def _shown(self, entries: Iterable[Entry], language: str) -> Iterator[Suggestion]:
        said = set()
        for one in entries:
            text, value, count = one.text, one.value, one.worth
            if one.kind == "phrase":
                value, count = one.text, self._results(one.text)
            elif one.kind == "title":
                count = 1
            else:
                text = label(self.opened.vocabulary, one.kind, one.value, language)
            if count and _said(text) not in said:
                said.add(_said(text))
                yield Suggestion(text, one.kind, value, count)

    def _count(self, phrase: str) -> int:
        """How many results a search for the phrase has."""
        return execute.count(self.opened, execute.reparsed(self.opened, Query(), phrase))

    @cached_property
    def _names(self) -> PrefixTable:
        return PrefixTable(table_arrays(one.line() for one in facet_names.entries(self.opened)))

    @cached_property
    def _phrases(self) -> PrefixTable:
        return read(self._folder / PHRASES)

    @cached_property
    def _titles(self) -> PrefixTable:
        return read(self._folder / TITLES)

    @cached_property
    def _recent(self) -> PrefixTable:
        return read(self._folder / RECENT)

    @cached_property
    def _gone(self) -> set[str]:
        return read_gone(self._folder)


def _tier(one: Entry, beginning: str, foreign: bool) -> int:
    if foreign and one.kind == "phrase":
        return _FOREIGN
    text = fold(one.text)
    if text.startswith(beginning):
        return _BEGINS
    return _FOLLOWS if f" {beginning}" in text else _APART


def _distinct(found: Iterable[Ranked]) -> list[Ranked]:
    """Each value once, each phrase once, where it stands best."""
    best: dict[str, Ranked] = {}
    for one in found:
        best.setdefault(_said(one.entry.text) if one.entry.kind == "phrase" else one.entry.value, one)
    return list(best.values())


@lru_cache(maxsize=1 << 14)
def _said(text: str) -> str:
    """What two texts have in common that differ in case, accents and punctuation alone."""
    return " ".join(fold(form) for form, _, _ in forms(text))
