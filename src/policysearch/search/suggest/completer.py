"""A prefix -> Suggestions, of one snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from policysearch.engines.contract import Snapshot
from policysearch.method_cache import cached_for_short_texts, cached_method
from policysearch.query import Query
from policysearch.search.results import Suggestion
from policysearch.search.retrieve import count_all
from policysearch.search.suggest.entry import Entry, from_line
from policysearch.search.suggest.facet_names import facet_name_entries
from policysearch.search.suggest.frequent_phrases import SMALL
from policysearch.search.suggest.prefix_table import PrefixTable, table_arrays, typed_words
from policysearch.search.suggest.suggestion_builder import OUTDATED, PHRASES, RECENT, TITLES, read_slugs, read_table
from policysearch.settings import LANGUAGES
from policysearch.text import fold, forms
from policysearch.text.stop_words import begins_stop_word
from policysearch.vocabulary import label

KINDS = ("theme", "country", "experience", "partner", "phrase", "title")
ENOUGH = 3  # entries as typed; where there are fewer, what may be mistyped is looked for too
CACHED = 4_096  # prefixes
MAX_NORMALISED = 200  # characters of a text that stays known without case and accents
_BEGINS, _FOLLOWS, _SCATTERED, _SINGLE_WORD, _FOREIGN, _MISTYPED, _MISTYPED_FOREIGN = range(7)


Ranked = tuple[int, bool, int, Entry]  # how well an entry fits (lower is better): tier, is foreign, negative worth


class Completer:
    """Answers from the snapshot's resources, facets and vocabulary, which are read at the first completion."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @cached_method(CACHED)
    def complete(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        """Return at most ``limit`` completions, best first; themes and countries in the reader's ``language``.

        No kind crowds out the others: of equally good ones, the best of each comes before its second best. Phrases of
        other languages are left out where there is enough in the reader's.
        """
        places: Counter[str] = Counter()
        merged: dict[tuple[str, str], tuple[int, int, int, Entry]] = {}  # each value and each phrase where it is best
        for tier, _, _, entry in sorted(self._ranked(prefix, language, 3 * limit)):
            key = entry.kind, _normalised(entry.text) if entry.kind == "phrase" else entry.value
            if key not in merged:
                merged[key] = tier, places[entry.kind], KINDS.index(entry.kind), entry
                places[entry.kind] += 1
        ordered = sorted(merged.values())
        native = [entry for *_, entry in ordered if not _is_foreign_phrase(entry, language)]
        entries = native if len(native) >= ENOUGH else [entry for *_, entry in ordered]
        return tuple(islice(self._suggestions(entries, language), limit))

    def _ranked(self, prefix: str, language: str, count: int) -> list[Ranked]:
        """Return what fits ``prefix``; where nothing does, what goes on from it through a stop word: "insurance fo"."""
        typed = typed_words(prefix)
        ranked: list[Ranked] = []
        is_shortened = False
        while typed and not ranked:
            ranked = [*self._in_tables(typed, prefix, language, count)]
            if len(ranked) < ENOUGH:
                ranked += self._in_tables(typed, prefix, language, count, nearly=True)
            is_shortened |= not ranked
            typed = typed[:-1] if begins_stop_word(typed[-1]) else []
        if not is_shortened:
            return ranked
        beginning = f" {_normalised(prefix)}"
        return [entry for entry in ranked if beginning in f" {_normalised(entry[-1].text)}"] or ranked

    def _in_tables(
        self, typed: Sequence[str], prefix: str, language: str, count: int, *, nearly: bool = False
    ) -> Iterator[Ranked]:
        beginning = " ".join(fold(prefix).split())
        for table in self._tables:
            for number in table.find(typed, count, nearly=nearly):
                entry = from_line(table[number])
                if table is not self._tables[-1] or entry.value not in self._outdated:
                    foreign = entry.language not in ("", language)
                    tier = _tier(entry, beginning, foreign, nearly)
                    if self._is_small and tier < _SINGLE_WORD and entry.kind == "phrase" and " " not in entry.text:
                        tier = _SINGLE_WORD
                    yield tier, foreign, -entry.worth, entry

    def _suggestions(self, entries: Iterable[Entry], language: str) -> Iterator[Suggestion]:
        texts = set()
        vocabulary = self._snapshot.vocabulary
        for entry in entries:
            text, value, count = entry.text, entry.value, entry.worth
            if entry.kind == "phrase":
                value = entry.text
            elif entry.kind == "title":
                count = 1
            else:
                text = label(vocabulary, entry.kind, entry.value, language)
            if count and (normalised := _normalised(text)) not in texts:
                texts.add(normalised)
                if entry.kind == "country":  # "Chili" is no other suggestion than "Chile"
                    texts.update(_normalised(label(vocabulary, entry.kind, entry.value, code)) for code in LANGUAGES)
                yield Suggestion(text, entry.kind, value, count)

    @cached_property
    def _tables(self) -> tuple[PrefixTable, ...]:
        """Return the tables of names, phrases, recent titles and titles; of the last, some may be outdated."""
        names = PrefixTable(table_arrays(entry.line() for entry in facet_name_entries(self._snapshot)))
        contents = [(name, self._snapshot.resource(name)) for name in (PHRASES, RECENT, TITLES)]
        return (names, *(read_table(name, content) for name, content in contents if content is not None))

    @cached_property
    def _is_small(self) -> bool:
        """Return whether there are so few workshops that titles and themes say more than single words."""
        return count_all(self._snapshot, Query()) < SMALL

    @cached_property
    def _outdated(self) -> set[str]:
        return read_slugs(self._snapshot.resource(OUTDATED))


def _is_foreign_phrase(entry: Entry, language: str) -> bool:
    return entry.kind in ("phrase", "title") and entry.language not in ("", language)


def _tier(entry: Entry, beginning: str, foreign: bool, nearly: bool) -> int:
    foreign_phrase = foreign and entry.kind in ("phrase", "title")
    if nearly:
        return _MISTYPED_FOREIGN if foreign_phrase else _MISTYPED
    if foreign_phrase:
        return _FOREIGN
    text = fold(entry.text)
    if text.startswith(beginning):
        return _BEGINS
    return _FOLLOWS if f" {beginning}" in text else _SCATTERED


@cached_for_short_texts(1 << 12, MAX_NORMALISED)
def _normalised(text: str) -> str:
    """Return a text without case, accents and punctuation."""
    return " ".join(fold(form) for form, _, _ in forms(text))
