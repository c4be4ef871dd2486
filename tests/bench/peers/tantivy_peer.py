"""tantivy-py: one field of all words, facets as fast fields counted by its terms aggregation in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from tests.bench.corpus import Corpus
from tests.bench.entries import FACETS, Entry
from tests.bench.peer import SNIPPET, TOP, Answer, Ready, Shown
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
    """The analysis that comes closest to this product's: Snowball's English stemmer, stop words out, accents folded."""
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
    OpenedTantivy.analyze = staticmethod(analyzer.analyze)


class OpenedTantivy:
    """Its searcher, and its query objects made directly: no query parser's time is counted."""

    analyze: Any

    def __init__(self, index: Any) -> None:
        index.config_reader("manual")
        index.reload()
        self._index = index
        self._schema = index.schema
        self._searcher = index.searcher()

    def ready(self, question: Question) -> Ready:
        return Ready(question, self._words(question))

    def full(self, asked: Ready) -> Answer:
        question, words = asked
        narrowed = self._filtered(words, question)
        found = self._searcher.search(narrowed, TOP, True)
        snippets = tantivy.SnippetGenerator.create(self._searcher, words, self._schema, "text")
        snippets.set_max_num_chars(SNIPPET)
        hits = tuple(self._shown(address, snippets) for _score, address in found.hits)
        return Answer(found.count, self._facets(words, narrowed, question), hits)

    def rank(self, asked: Ready) -> int:
        return len(self._searcher.search(self._filtered(asked.words, asked.question), TOP, True).hits)

    def _shown(self, address: Any, snippets: Any) -> Shown:
        document = self._searcher.doc(address)
        snippet = snippets.snippet_from_doc(document)
        marks = tuple((one.start, one.end) for one in snippet.highlighted())
        return Shown(document.get_first("slug"), document.get_first("title"), snippet.fragment(), marks)

    def _facets(self, words: Any, asked: Any, question: Question) -> dict[str, dict[str, int]]:
        """One aggregation for all facets that are not filtered, one more for each that is."""
        selected = dict(question.filters)
        counts = self._counted(asked, [facet for facet in FACETS if facet not in selected])
        for facet in selected:
            counts |= self._counted(self._filtered(words, question, ignoring=facet), [facet])
        return counts

    def _counted(self, asked: Any, facets: list[str]) -> dict[str, dict[str, int]]:
        wanted = {
            facet: {"terms": {"field": facet, "size": ALL_VALUES, "segment_size": ALL_VALUES}} for facet in facets
        }
        told = self._searcher.aggregate(asked, wanted)
        return {facet: {b["key"]: b["doc_count"] for b in told[facet]["buckets"]} for facet in facets}

    def _filtered(self, words: Any, question: Question, ignoring: str = "") -> Any:
        must = [(tantivy.Occur.Must, words)]
        for facet, values in question.filters:
            if facet != ignoring:
                among = tantivy.Query.term_set_query(self._schema, facet, [*values])
                must.append((tantivy.Occur.Must, tantivy.Query.const_score_query(among, 0.0)))
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
        single = [build.term_query(self._schema, "text", term) for term in terms]
        if question.kind == "not":
            kept = [(occur.Must, one) for one in single[:-1]]
            return build.boolean_query([*kept, (occur.MustNot, single[-1])])
        if len(single) == 1:
            return single[0]
        each = occur.Should if question.kind == "or" else occur.Must
        return build.boolean_query([(each, one) for one in single])


class Tantivy:
    """One segment where its writer has one thread."""

    name = "tantivy"
    version = metadata.version("tantivy")
    largest = 300_000

    def taken(self, corpus: Corpus) -> Iterator[Entry]:
        return iter(corpus)

    def build(self, folder: Path, taken: Iterable[Entry], slugs: Sequence[str], cores: int) -> None:
        index = tantivy.Index(_schema(), str(folder))
        _register(index)
        writer = index.writer(HEAP, cores)
        for entry in taken:
            writer.add_document(_document(entry))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> OpenedTantivy:
        index = tantivy.Index.open(str(folder))
        _register(index)
        return OpenedTantivy(index)


def _document(entry: Entry) -> Any:
    facets = {facet: [*values] for facet, values in entry.facets.items()}
    return tantivy.Document(slug=entry.slug, title=entry.title, text=entry.text, **facets)


PEER = Tantivy()
