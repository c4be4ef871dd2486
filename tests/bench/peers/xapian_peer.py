"""Xapian: BM25, facets counted by its match spies during one match, snippets by its own generator."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench.entries import FACETS, Entry
from tests.bench.peer import SNIPPET, TOP, Answer, PageHit, PreparedQuestion
from tests.bench.questions import Question

if "/usr/lib/python3/dist-packages" not in sys.path:  # Debian's python3-xapian is here; PyPI has none
    sys.path.append("/usr/lib/python3/dist-packages")
xapian: Any = import_module("xapian")
_SLOTS = {facet: slot for slot, facet in enumerate(FACETS)}
_PREFIXES = {"year": "XY", "country": "XC", "theme": "XT"}
_SEPARATOR = "\x1f"
_MARK = re.compile("\x02(.*?)\x03", re.DOTALL)


class XapianIndex:
    """A database; query objects are made directly."""

    def __init__(self, folder: Path) -> None:
        self._database = xapian.Database(str(folder / "xapian"))
        self._stem = xapian.Stem("english")

    def ready(self, question: Question) -> PreparedQuestion:
        return PreparedQuestion(question, self._words(question))

    def full(self, prepared: PreparedQuestion) -> Answer:
        question, words = prepared
        selected = dict(question.filters)
        open_facets = [facet for facet in FACETS if facet not in selected]
        matches, counts = self._match(words, question, "", open_facets)
        for facet in selected:
            counts |= self._match(words, question, facet, [facet])[1]
        return Answer(
            matches.get_matches_estimated(), counts, tuple(self._page_hit(match, matches) for match in matches)
        )

    def rank(self, prepared: PreparedQuestion) -> int:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(_filtered(prepared.words, prepared.question, ""))
        return int(enquire.get_mset(0, TOP).size())

    def _match(self, words: Any, question: Question, ignoring: str, facets: list[str]) -> tuple[Any, Any]:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(_filtered(words, question, ignoring))
        spies = {facet: xapian.ValueCountMatchSpy(_SLOTS[facet]) for facet in facets}
        for spy in spies.values():
            enquire.add_matchspy(spy)
        matches = enquire.get_mset(0, TOP, self._database.get_doccount())
        return matches, {facet: _counts(spy) for facet, spy in spies.items()}

    def _page_hit(self, match: Any, matches: Any) -> PageHit:
        slug, title, text = match.document.get_data().decode("utf-8").split(_SEPARATOR)
        snippet = matches.snippet(text, SNIPPET, self._stem, 0, "\x02", "\x03", "").decode("utf-8")
        marks = tuple((m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(_MARK.finditer(snippet)))
        return PageHit(slug, title, snippet.replace("\x02", "").replace("\x03", ""), marks)

    def _words(self, question: Question) -> Any:
        query = xapian.Query
        if question.kind == "prefix":
            return query(query.OP_WILDCARD, question.words[0], 0, query.WILDCARD_LIMIT_ERROR)
        stems = [self._stem(word).decode("utf-8") for word in question.words]
        if question.kind == "phrase":
            return query(query.OP_PHRASE, stems)
        terms = [query(stem) for stem in stems]
        if question.kind == "not":
            return query(query.OP_AND_NOT, query(query.OP_AND, terms[:-1]), terms[-1])
        return query(query.OP_OR if question.kind == "or" else query.OP_AND, terms)


def _filtered(words: Any, question: Question, ignoring: str) -> Any:
    for facet, values in question.filters:
        if facet != ignoring:
            selected = xapian.Query(xapian.Query.OP_OR, [_PREFIXES[facet] + value for value in values])
            words = xapian.Query(xapian.Query.OP_FILTER, words, selected)
    return words


def _counts(spy: Any) -> Counter[str]:
    """Return the counts of single values; a spy counts a document's values as one joined value."""
    counts: Counter[str] = Counter()
    for item in spy.values():
        for value in item.term.decode("utf-8").split(_SEPARATOR):
            if value:
                counts[value] += item.termfreq
    return counts


class Xapian:
    """Xapian: a compacted database, without fuzzy words."""

    name = "xapian"
    version = xapian.version_string()
    largest = 300_000

    def inputs(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        return iter(entries)

    def build(self, folder: Path, inputs: Iterable[Entry], slugs: Sequence[str], cores: int) -> None:
        writer = xapian.WritableDatabase(str(folder / "loose"), xapian.DB_CREATE_OR_OPEN)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem("english"))
        generator.set_stemming_strategy(generator.STEM_ALL)  # stems alone, with their places
        for entry in inputs:
            document = xapian.Document()
            generator.set_document(document)
            generator.index_text(entry.text)
            for facet, values in entry.facets.items():
                document.add_value(_SLOTS[facet], _SEPARATOR.join(values))
                for value in values:
                    document.add_boolean_term(_PREFIXES[facet] + value)
            document.set_data(_SEPARATOR.join((entry.slug, entry.title, entry.text)))
            writer.add_document(document)
        writer.commit()
        writer.compact(str(folder / "xapian"))
        writer.close()
        for path in (folder / "loose").iterdir():
            path.unlink()

    def open(self, folder: Path) -> XapianIndex:
        return XapianIndex(folder)


PEER = Xapian()
