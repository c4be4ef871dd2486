"""Xapian: BM25, facets counted by its match spies during the one match, snippets by its own generator."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench.corpus import Corpus
from tests.bench.entries import FACETS, Entry
from tests.bench.peer import SNIPPET, TOP, Answer, Ready, Shown
from tests.bench.questions import Question

if "/usr/lib/python3/dist-packages" not in sys.path:  # where Debian's python3-xapian is; not to be had from PyPI
    sys.path.append("/usr/lib/python3/dist-packages")
xapian: Any = import_module("xapian")
_SLOTS = {facet: slot for slot, facet in enumerate(FACETS)}
_PREFIXES = {"year": "XY", "country": "XC", "theme": "XT"}
_APART = "\x1f"
_MARK = re.compile("\x02(.*?)\x03", re.DOTALL)


class OpenedXapian:
    """A database, and its query objects made directly."""

    def __init__(self, folder: Path) -> None:
        self._database = xapian.Database(str(folder / "xapian"))
        self._stem = xapian.Stem("english")

    def ready(self, question: Question) -> Ready:
        return Ready(question, self._words(question))

    def full(self, asked: Ready) -> Answer:
        question, words = asked
        selected = dict(question.filters)
        open_facets = [facet for facet in FACETS if facet not in selected]
        matches, counts = self._matched(words, question, "", open_facets)
        for facet in selected:
            counts |= self._matched(words, question, facet, [facet])[1]
        return Answer(matches.get_matches_estimated(), counts, tuple(self._shown(match, matches) for match in matches))

    def rank(self, asked: Ready) -> int:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(_narrowed(asked.words, asked.question, ""))
        return int(enquire.get_mset(0, TOP).size())

    def _matched(self, words: Any, question: Question, ignoring: str, counted: list[str]) -> tuple[Any, Any]:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(_narrowed(words, question, ignoring))
        spies = {facet: xapian.ValueCountMatchSpy(_SLOTS[facet]) for facet in counted}
        for spy in spies.values():
            enquire.add_matchspy(spy)
        matches = enquire.get_mset(0, TOP, self._database.get_doccount())
        return matches, {facet: _counted(spy) for facet, spy in spies.items()}

    def _shown(self, match: Any, matches: Any) -> Shown:
        slug, title, text = match.document.get_data().decode("utf-8").split(_APART)
        told = matches.snippet(text, SNIPPET, self._stem, 0, "\x02", "\x03", "").decode("utf-8")
        marks = tuple((m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(_MARK.finditer(told)))
        return Shown(slug, title, told.replace("\x02", "").replace("\x03", ""), marks)

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


def _narrowed(words: Any, question: Question, ignoring: str) -> Any:
    for facet, values in question.filters:
        if facet != ignoring:
            chosen = xapian.Query(xapian.Query.OP_OR, [_PREFIXES[facet] + value for value in values])
            words = xapian.Query(xapian.Query.OP_FILTER, words, chosen)
    return words


def _counted(spy: Any) -> Counter[str]:
    """A spy counts all of a document's values as one; here they are taken apart."""
    counts: Counter[str] = Counter()
    for item in spy.values():
        for value in item.term.decode("utf-8").split(_APART):
            if value:
                counts[value] += item.termfreq
    return counts


class Xapian:
    """A compacted database. It has no fuzzy words."""

    name = "xapian"
    version = xapian.version_string()
    largest = 300_000

    def taken(self, corpus: Corpus) -> Iterator[Entry]:
        return iter(corpus)

    def build(self, folder: Path, taken: Iterable[Entry], slugs: Sequence[str], cores: int) -> None:
        writer = xapian.WritableDatabase(str(folder / "loose"), xapian.DB_CREATE_OR_OPEN)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem("english"))
        generator.set_stemming_strategy(generator.STEM_ALL)  # stems alone, with their places
        for entry in taken:
            document = xapian.Document()
            generator.set_document(document)
            generator.index_text(entry.text)
            for facet, values in entry.facets.items():
                document.add_value(_SLOTS[facet], _APART.join(values))
                for value in values:
                    document.add_boolean_term(_PREFIXES[facet] + value)
            document.set_data(_APART.join((entry.slug, entry.title, entry.text)))
            writer.add_document(document)
        writer.commit()
        writer.compact(str(folder / "xapian"))
        writer.close()
        for path in (folder / "loose").iterdir():
            path.unlink()

    def open(self, folder: Path) -> OpenedXapian:
        return OpenedXapian(folder)


PEER = Xapian()
