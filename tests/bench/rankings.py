"""The ranking of other engines on judged queries: stock analysis of the language, any word matches, BM25(F)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from policysearch.evaluation.judged_set import JudgedSet

DEPTH = 100
NAMES = {"en": "english", "es": "spanish", "pt": "portuguese", "fr": "french"}
_WORD = re.compile(r"\w+")

Run = dict[str, list[str]]  # per query, the ids of documents, best first


def whoosh(judged: JudgedSet, language: str) -> Run:
    """Rank with Whoosh: its analyzer with stop words and stemming, title and text as fields, its BM25F."""
    from whoosh import analysis, fields, qparser
    from whoosh.filedb.filestore import RamStorage

    analyzer = analysis.StemmingAnalyzer() if language == "en" else analysis.LanguageAnalyzer(language)
    schema = fields.Schema(id=fields.STORED, title=fields.TEXT(analyzer), text=fields.TEXT(analyzer))
    index = RamStorage().create_index(schema)
    writer = index.writer(limitmb=256)
    for name, title, text in judged.documents():
        writer.add_document(id=name, title=title, text=text)
    writer.commit()
    parser = qparser.MultifieldParser(["title", "text"], schema, plugins=[], group=qparser.OrGroup)
    with index.searcher() as searcher:
        return {
            name: [hit["id"] for hit in searcher.search(parser.parse(_bag_of_words(query)), limit=DEPTH)]
            for name, query in judged.queries.items()
        }


def tantivy(judged: JudgedSet, language: str) -> Run:
    """Rank with tantivy-py: its simple tokenizer, lower case, the language's stop words and stemmer, title and text."""
    import tantivy

    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    analyzer = analyzer.filter(tantivy.Filter.stopword(NAMES[language])).filter(tantivy.Filter.stemmer(NAMES[language]))
    schema = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    for field in ("title", "text"):
        schema = schema.add_text_field(field, tokenizer_name="analyzed")
    index = tantivy.Index(schema.build())
    index.register_tokenizer("analyzed", analyzer.build())
    writer = index.writer(heap_size=50_000_000, num_threads=1)
    for name, title, text in judged.documents():
        writer.add_document(tantivy.Document(id=[name], title=[title], text=[text]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ranked(text: str) -> Iterator[str]:
        query, _ = index.parse_query_lenient(_bag_of_words(text), ["title", "text"])
        for _, address in searcher.search(query, DEPTH).hits:
            yield str(searcher.doc(address)["id"][0])

    return {name: [*ranked(query)] for name, query in judged.queries.items()}


def sqlite(judged: JudgedSet, language: str) -> Run:
    """Rank with SQLite FTS5: its Porter stemmer for English, its tokenizer without accents else, its bm25()."""
    tokenizer = "porter unicode61" if language == "en" else "unicode61 remove_diacritics 2"
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, text, tokenize='{tokenizer}')")
    base.executemany("INSERT INTO docs VALUES (?, ?, ?)", judged.documents())

    def ranked(query: str) -> Iterator[str]:
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(query))
        if words:
            rows = base.execute("SELECT id FROM docs WHERE docs MATCH ? ORDER BY bm25(docs) LIMIT ?", (words, DEPTH))
            yield from (name for (name,) in rows)

    return {name: [*ranked(query)] for name, query in judged.queries.items()}


def bm25s(judged: JudgedSet, language: str) -> Run:
    """Rank with bm25s: its stop words and PyStemmer, title and text as one, its defaults."""
    import bm25s as library
    from Stemmer import Stemmer

    documents = [*judged.documents()]

    def tokens(texts: list[str]) -> Any:
        stops = language if language in ("en", "es", "pt", "fr") else None
        return library.tokenize(texts, stopwords=stops, stemmer=Stemmer(NAMES[language]), show_progress=False)

    retriever = library.BM25()
    retriever.index(tokens([f"{title}\n{text}" for _, title, text in documents]), show_progress=False)
    query_tokens = tokens([*judged.queries.values()])
    doc_ids, scores = retriever.retrieve(query_tokens, k=min(DEPTH, len(documents)), show_progress=False)
    return {
        name: [documents[doc_id][0] for doc_id, score in zip(id_row, score_row, strict=True) if score > 0]
        for name, id_row, score_row in zip(judged.queries, doc_ids, scores, strict=True)
    }


def _bag_of_words(query: str) -> str:
    """Return the words alone, without any sign that a query language would interpret."""
    return " ".join(_WORD.findall(query)).lower()


PEERS: Mapping[str, Callable[[JudgedSet, str], Run]] = {
    "plain Whoosh": whoosh,
    "tantivy-py": tantivy,
    "SQLite FTS5": sqlite,
    "bm25s": bm25s,
}
