"""tantivy-py: one field of all words, facets as fast fields that its terms aggregation counts in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from tests.bench.entries import FACETS, Entry
from tests.bench.peer import SNIPPET, TOP, Answer, PageHit, PreparedQuestion
from tests.bench.questions import Question

tantivy: Any = import_module("tantivy")
ANALYSIS = "english"
HEAP = 512_000_000  # bytes for its writer: as few segments as it makes
ALL_VALUES = 100_000


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("slug", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=True, tokenizer_name=ANALYSIS, index_option="position")
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _register(index: Any) -> None:
    """Register the analysis closest to this product's: Snowball's English stemmer, no stop words, accents folded."""
    steps = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(64),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stopword("english"),
        tantivy.Filter.stemmer("english"),
    ):
        steps = steps.filter(step)
    analyzer = steps.build()
    index.register_tokenizer(ANALYSIS, analyzer)
    TantivyIndex.analyze = staticmethod(analyzer.analyze)


class TantivyIndex:
    """A searcher whose query objects are made directly, so that no query parser's time counts."""

    analyze: Any

    def __init__(self, index: Any) -> None:
        index.config_reader("manual")
        index.reload()
        self._index = index
        self._schema = index.schema
        self._searcher = index.searcher()

    def ready(self, question: Question) -> PreparedQuestion:
        return PreparedQuestion(question, self._words(question))

    def full(self, prepared: PreparedQuestion) -> Answer:
        question, words = prepared
        filtered = self._filtered(words, question)
        result = self._searcher.search(filtered, TOP, True)
        snippets = tantivy.SnippetGenerator.create(self._searcher, words, self._schema, "text")
        snippets.set_max_num_chars(SNIPPET)
        hits = tuple(self._page_hit(address, snippets) for _score, address in result.hits)
        return Answer(result.count, self._facets(words, filtered, question), hits)

    def rank(self, prepared: PreparedQuestion) -> int:
        return len(self._searcher.search(self._filtered(prepared.words, prepared.question), TOP, True).hits)

    def _page_hit(self, address: Any, snippets: Any) -> PageHit:
        document = self._searcher.doc(address)
        snippet = snippets.snippet_from_doc(document)
        marks = tuple((mark.start, mark.end) for mark in snippet.highlighted())
        return PageHit(document.get_first("slug"), document.get_first("title"), snippet.fragment(), marks)

    def _facets(self, words: Any, filtered: Any, question: Question) -> dict[str, dict[str, int]]:
        """Count by one aggregation for all facets without a filter, and one more for each facet with a filter."""
        selected = dict(question.filters)
        counts = self._counts(filtered, [facet for facet in FACETS if facet not in selected])
        for facet in selected:
            counts |= self._counts(self._filtered(words, question, ignoring=facet), [facet])
        return counts

    def _counts(self, query: Any, facets: list[str]) -> dict[str, dict[str, int]]:
        aggregations = {
            facet: {"terms": {"field": facet, "size": ALL_VALUES, "segment_size": ALL_VALUES}} for facet in facets
        }
        result = self._searcher.aggregate(query, aggregations)
        return {facet: {b["key"]: b["doc_count"] for b in result[facet]["buckets"]} for facet in facets}

    def _filtered(self, words: Any, question: Question, ignoring: str = "") -> Any:
        must = [(tantivy.Occur.Must, words)]
        for facet, values in question.filters:
            if facet != ignoring:
                term_set = tantivy.Query.term_set_query(self._schema, facet, [*values])
                must.append((tantivy.Occur.Must, tantivy.Query.const_score_query(term_set, 0.0)))
        return tantivy.Query.boolean_query(must) if len(must) > 1 else words

    def _words(self, question: Question) -> Any:
        build = tantivy.Query
        occur = tantivy.Occur
        if question.kind == "prefix":
            return build.regex_query(self._schema, "text", f"{question.words[0]}.*")
        if question.kind == "fuzzy":
            return build.fuzzy_term_query(self._schema, "text", question.words[0], 1, True)
        terms = [term for word in question.words for term in self.analyze(word)]
        if question.kind == "phrase":
            return build.phrase_query(self._schema, "text", terms)
        queries = [build.term_query(self._schema, "text", term) for term in terms]
        if question.kind == "not":
            required = [(occur.Must, query) for query in queries[:-1]]
            return build.boolean_query([*required, (occur.MustNot, queries[-1])])
        if len(queries) == 1:
            return queries[0]
        occurrence = occur.Should if question.kind == "or" else occur.Must
        return build.boolean_query([(occurrence, query) for query in queries])


class Tantivy:
    """tantivy: one segment where its writer has one thread."""

    name = "tantivy"
    version = metadata.version("tantivy")
    largest = 300_000

    def inputs(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        return iter(entries)

    def build(self, folder: Path, inputs: Iterable[Entry], slugs: Sequence[str], cores: int) -> None:
        index = tantivy.Index(_schema(), str(folder))
        _register(index)
        writer = index.writer(HEAP, cores)
        for entry in inputs:
            writer.add_document(_document(entry))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> TantivyIndex:
        index = tantivy.Index.open(str(folder))
        _register(index)
        return TantivyIndex(index)


def _document(entry: Entry) -> Any:
    facets = {facet: [*values] for facet, values in entry.facets.items()}
    return tantivy.Document(slug=entry.slug, title=entry.title, text=entry.text, **facets)


PEER = Tantivy()
