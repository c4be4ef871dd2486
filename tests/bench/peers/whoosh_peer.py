"""Plain Whoosh: its stock codec, searcher, BM25F, facets and highlighter; one field of all words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import whoosh
from whoosh import analysis, columns, fields, highlight, index, query, scoring, sorting

from tests.bench.entries import FACETS, Entry
from tests.bench.peer import SNIPPET, TOP, Answer, PageHit, PreparedQuestion
from tests.bench.questions import Question

# Its StemmingAnalyzer, except that phrases do not match across stop words.
_ANALYZER = (
    analysis.RegexTokenizer()
    | analysis.LowercaseFilter()
    | analysis.StopFilter(minsize=1, renumber=False)
    | analysis.StemFilter()
)


class _Offsets(highlight.Formatter):  # type: ignore[misc]
    """A formatter that returns Whoosh's best fragment as text and offsets."""

    def format(self, fragments: Any, replace: bool = False) -> tuple[str, tuple[tuple[int, int], ...]]:
        if not fragments:
            return "", ()
        best = fragments[0]
        marks = ((t.startchar - best.startchar, t.endchar - best.startchar) for t in best.matches)
        return best.text[best.startchar : best.endchar], tuple(marks)


class WhooshIndex:
    """A searcher with BM25F; query objects are made directly."""

    def __init__(self, opened: Any) -> None:
        self._searcher = opened.searcher(weighting=scoring.BM25F())
        self._fragmenter = highlight.ContextFragmenter(maxchars=SNIPPET, surround=SNIPPET // 3)

    def ready(self, question: Question) -> PreparedQuestion:
        return PreparedQuestion(question, self._words(question))

    def full(self, prepared: PreparedQuestion) -> Answer:
        question, words = prepared
        selected = dict(question.filters)
        results = self._search(words, question, "", [facet for facet in FACETS if facet not in selected])
        facets = {facet: _counts(results, facet) for facet in FACETS if facet not in selected}
        for facet in selected:
            facets[facet] = _counts(self._search(words, question, facet, [facet]), facet)
        results.fragmenter, results.formatter = self._fragmenter, _Offsets()
        best = islice(results, TOP)  # with groups, Whoosh returns more than the limit
        return Answer(len(results), facets, tuple(map(_page_hit, best)))

    def rank(self, prepared: PreparedQuestion) -> int:
        return int(self._search(prepared.words, prepared.question, "", []).scored_length())

    def _search(self, words: Any, question: Question, ignoring: str, facets: list[str]) -> Any:
        selections = [
            query.Or([query.Term(facet, value) for value in values])
            for facet, values in question.filters
            if facet != ignoring
        ]
        groups: Any = {facet: sorting.FieldFacet(f"{facet}s", maptype=sorting.Count) for facet in facets}
        return self._searcher.search(
            words, limit=TOP, filter=query.And(selections) if selections else None, groupedby=groups or None
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
        queries = [query.Term("text", term) for term in terms]
        if question.kind == "not":
            return query.And([*queries[:-1], query.Not(queries[-1])])
        if len(queries) == 1:
            return queries[0]
        return query.Or(queries) if question.kind == "or" else query.And(queries)


def _counts(results: Any, facet: str) -> dict[str, int]:
    """Return the counts of single values from counts of joined values: far faster than Whoosh's ``allow_overlap``."""
    counts: Counter[str] = Counter()
    for values, count in results.groups(facet).items():
        for value in values.split(",") if values else ():
            counts[value] += count
    return counts


def _page_hit(hit: Any) -> PageHit:
    text, marks = hit.highlights("text", top=1) or ("", ())
    return PageHit(hit["slug"], hit["title"], text, marks)


class Whoosh:
    """Whoosh: one segment."""

    name = "whoosh"
    version = ".".join(map(str, whoosh.__version__))
    largest = 100_000

    def inputs(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        return iter(entries)

    def build(self, folder: Path, inputs: Iterable[Entry], slugs: Sequence[str], cores: int) -> None:
        writer = index.create_in(str(folder), _schema()).writer(limitmb=512, procs=cores, multisegment=False)
        for entry in inputs:
            facets = {facet: ",".join(values) for facet, values in entry.facets.items()}
            joined = {f"{facet}s": values for facet, values in facets.items()}
            writer.add_document(slug=entry.slug, title=entry.title, text=entry.text, **facets, **joined)
        writer.commit(optimize=True)

    def open(self, folder: Path) -> WhooshIndex:
        return WhooshIndex(index.open_dir(str(folder), readonly=True))


def _schema() -> Any:
    named: dict[str, Any] = {facet: fields.KEYWORD(commas=True) for facet in FACETS}
    named |= {f"{facet}s": fields.ID(sortable=columns.RefBytesColumn()) for facet in FACETS}
    return fields.Schema(
        slug=fields.ID(stored=True), title=fields.STORED, text=fields.TEXT(analyzer=_ANALYZER, stored=True), **named
    )


PEER = Whoosh()
