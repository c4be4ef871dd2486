"""Plain Whoosh: its stock codec, searcher, BM25F, facets and highlighter; one field of all words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import whoosh
from whoosh import analysis, columns, fields, highlight, index, query, scoring, sorting

from tests.bench.corpus import Corpus
from tests.bench.entries import FACETS, Entry
from tests.bench.peer import SNIPPET, TOP, Answer, Ready, Shown
from tests.bench.questions import Question

# Its StemmingAnalyzer, but that phrases do not reach over stop words.
_ANALYZER = (
    analysis.RegexTokenizer()
    | analysis.LowercaseFilter()
    | analysis.StopFilter(minsize=1, renumber=False)
    | analysis.StemFilter()
)


class _Offsets(highlight.Formatter):  # type: ignore[misc]
    """Whoosh's fragment as text and offsets."""

    def format(self, fragments: Any, replace: bool = False) -> tuple[str, tuple[tuple[int, int], ...]]:
        if not fragments:
            return "", ()
        best = fragments[0]
        marks = ((t.startchar - best.startchar, t.endchar - best.startchar) for t in best.matches)
        return best.text[best.startchar : best.endchar], tuple(marks)


class OpenedWhoosh:
    """A searcher with BM25F, and query objects made directly."""

    def __init__(self, opened: Any) -> None:
        self._searcher = opened.searcher(weighting=scoring.BM25F())
        self._fragmenter = highlight.ContextFragmenter(maxchars=SNIPPET, surround=SNIPPET // 3)

    def ready(self, question: Question) -> Ready:
        return Ready(question, self._words(question))

    def full(self, asked: Ready) -> Answer:
        question, words = asked
        selected = dict(question.filters)
        found = self._found(words, question, "", [facet for facet in FACETS if facet not in selected])
        facets = {facet: _counted(found, facet) for facet in FACETS if facet not in selected}
        for facet in selected:
            facets[facet] = _counted(self._found(words, question, facet, [facet]), facet)
        found.fragmenter, found.formatter = self._fragmenter, _Offsets()
        best = islice(found, TOP)  # with groups, it does not keep to the limit
        return Answer(len(found), facets, tuple(map(_shown, best)))

    def rank(self, asked: Ready) -> int:
        return int(self._found(asked.words, asked.question, "", []).scored_length())

    def _found(self, words: Any, question: Question, ignoring: str, counted: list[str]) -> Any:
        chosen = [
            query.Or([query.Term(facet, value) for value in values])
            for facet, values in question.filters
            if facet != ignoring
        ]
        groups: Any = {facet: sorting.FieldFacet(f"{facet}s", maptype=sorting.Count) for facet in counted}
        return self._searcher.search(
            words, limit=TOP, filter=query.And(chosen) if chosen else None, groupedby=groups or None
        )

    def _words(self, question: Question) -> Any:
        word = question.words[0]
        if question.kind == "prefix":
            return query.Prefix("text", word)
        if question.kind == "fuzzy":
            return query.FuzzyTerm("text", word, maxdist=1, prefixlength=1)
        terms = [token.text for word in question.words for token in _ANALYZER(word)]
        if question.kind == "phrase":
            return query.Phrase("text", terms)
        single = [query.Term("text", term) for term in terms]
        if question.kind == "not":
            return query.And([*single[:-1], query.Not(single[-1])])
        if len(single) == 1:
            return single[0]
        return query.Or(single) if question.kind == "or" else query.And(single)


def _counted(found: Any, facet: str) -> dict[str, int]:
    """Documents are counted by all of their values as one, and these taken apart: far faster than its overlaps."""
    counts: Counter[str] = Counter()
    for values, count in found.groups(facet).items():
        for value in values.split(",") if values else ():
            counts[value] += count
    return counts


def _shown(hit: Any) -> Shown:
    text, marks = hit.highlights("text", top=1) or ("", ())
    return Shown(hit["slug"], hit["title"], text, marks)


class Whoosh:
    """One segment."""

    name = "whoosh"
    version = ".".join(map(str, whoosh.__version__))
    largest = 100_000

    def taken(self, corpus: Corpus) -> Iterator[Entry]:
        return iter(corpus)

    def build(self, folder: Path, taken: Iterable[Entry], slugs: Sequence[str], cores: int) -> None:
        writer = index.create_in(str(folder), _schema()).writer(limitmb=512, procs=cores, multisegment=False)
        for entry in taken:
            facets = {facet: ",".join(values) for facet, values in entry.facets.items()}
            together = {f"{facet}s": values for facet, values in facets.items()}
            writer.add_document(slug=entry.slug, title=entry.title, text=entry.text, **facets, **together)
        writer.commit(optimize=True)

    def open(self, folder: Path) -> OpenedWhoosh:
        return OpenedWhoosh(index.open_dir(str(folder), readonly=True))


def _schema() -> Any:
    named: dict[str, Any] = {facet: fields.KEYWORD(commas=True) for facet in FACETS}
    named |= {f"{facet}s": fields.ID(sortable=columns.RefBytesColumn()) for facet in FACETS}
    return fields.Schema(
        slug=fields.ID(stored=True), title=fields.STORED, text=fields.TEXT(analyzer=_ANALYZER, stored=True), **named
    )


PEER = Whoosh()
