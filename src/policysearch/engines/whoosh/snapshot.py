"""A generation opened for reading: the Snapshot of this engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast

from policysearch.engines.contract import Attachment, Candidates, Form, Id, Positions, Request, Term, TermStatistics
from policysearch.engines.whoosh.compile import QueryCompiler
from policysearch.engines.whoosh.generations import attachments, manifest
from policysearch.engines.whoosh.matching import execute
from policysearch.engines.whoosh.matching.execute import Execution
from policysearch.engines.whoosh.reader.index_reader import IndexReader
from policysearch.engines.whoosh.reader.occurrences import occurrences
from policysearch.engines.whoosh.schema import FORM, TEXTS, VOCABULARY
from policysearch.engines.whoosh.segment.files import open_segment
from policysearch.materials import document_codec
from policysearch.method_cache import cached_method
from policysearch.model.document import Document
from policysearch.query import Fuzzy, Prefix
from policysearch.vocabulary import from_json

DECODED_DOCUMENTS = 2_048  # documents that were read last stay decoded
CACHED_STATISTICS = 8_192  # terms
CACHED_ATTACHMENTS = 128


class WhooshSnapshot:
    """Everything a search reads. Raises IndexOutdatedError or IndexDamagedError."""

    def __init__(self, folder: Path) -> None:
        self.manifest = manifest.read(folder)
        self.id = folder.name
        self.attachments = attachments.digests(folder)
        self.vocabulary = from_json(manifest.read_file(folder, VOCABULARY, self.manifest).decode("utf-8"))
        self.segments = tuple(open_segment(folder, name) for name in self.manifest.segments)
        self._folder = folder

    @cached_property
    def reader(self) -> IndexReader:
        """Return all segments as one index."""
        return IndexReader(self.segments)

    @cached_property
    def compiler(self) -> QueryCompiler:
        """Return the compiler of clauses into matchers."""
        return QueryCompiler(self.reader)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that any document has words in."""
        return self.reader.languages

    def execute(self, request: Request, among: Collection[Id] | None = None) -> Execution:
        """Match, score, order and count."""
        return execute.execute(self, request, among)

    def prepare(self, requests: Sequence[Request]) -> None:
        """Do nothing: all is in memory."""

    def count_many(self, requests: Sequence[Request]) -> list[int]:
        """Return the total of each request."""
        return [execute.execute(self, request).total for request in requests]

    def documents(self, ids: Sequence[Id]) -> list[Document]:
        """Return the documents as they were stored."""
        return [self.document(cast(int, doc_id)) for doc_id in ids]

    def ids(self, keys: Sequence[str]) -> list[Id | None]:
        """Return the doc id of each key; a workshop's former slug counts too."""
        return [self.reader.number(key) for key in keys]

    def highlight_values(self, workshops: Sequence[Id], facet: str) -> list[Mapping[str, tuple[str, ...]]]:
        """Return for each workshop the values of its highlights, from the facet's column."""
        column = self.reader.facets[facet]
        parts = [self.reader.highlights(cast(int, workshop)) for workshop in workshops]
        return [{part: column.values_of(doc_id) for part, doc_id in highlights.items()} for highlights in parts]

    def values(self, facet: str) -> list[str]:
        """Return every value of a facet, sorted."""
        return self.reader.facets[facet].values

    def term_statistics(self, terms: Sequence[Term]) -> list[TermStatistics]:
        """Return the statistics of each term."""
        return [self._statistics(FORM if language is None else TEXTS[language], text) for language, text in terms]

    def word_frequencies(self, words: Sequence[str]) -> list[int]:
        """Return how many documents have a form that equals each word, case and accents apart."""
        return [self.reader.term_expander.frequency(word) for word in words]

    def expand(self, clause: Prefix | Fuzzy, least: int = 0) -> Sequence[Form]:
        """Return all forms that a clause stands for, the best first."""
        if least and isinstance(clause, Fuzzy):
            return self.reader.term_expander.within_distance(clause.text, clause.distance, least)
        return self.reader.forms(clause)

    def forms_of(self, terms: Sequence[Term]) -> list[tuple[str, ...]]:
        """Return for each stem the forms that it stands in."""
        return [self.reader.forms_of(language, text) if language else (text,) for language, text in terms]

    def positions(self, terms: Sequence[Term], candidates: Candidates) -> Positions:
        """Return where terms of one language stand in candidates."""
        field = TEXTS[terms[0].language or ""]
        stats = [self.reader.term_stats(field, term.text) for term in terms]
        return occurrences(self.reader, field, stats, cast(execute.Candidates, candidates).doc_ids)

    def resource(self, name: str) -> bytes | None:
        """Return a file of the generation; None where the manifest does not name it."""
        return manifest.read_file(self._folder, name, self.manifest) if name in self.manifest.files else None

    @cached_method(CACHED_ATTACHMENTS)
    def attachment(self, name: str) -> Attachment | None:
        """Return what had been attached when the generation was opened."""
        return attachments.read(self._folder, name) if name in self.attachments else None

    @cached_method(CACHED_STATISTICS)
    def _statistics(self, field: str, text: str) -> TermStatistics:
        frequency = self.reader.frequency(field, text)
        return TermStatistics(frequency, self.reader.idf(field, frequency))

    @cached_method(DECODED_DOCUMENTS)
    def document(self, number: int) -> Document:
        """Return a document by its doc id."""
        parent = int(self.reader.parents[number])
        return document_codec.decode(self._record(number), None if parent == number else self.document(parent))

    def _record(self, number: int) -> str:
        segment, local = self.reader.locate(number)
        return str(segment.record(local), "utf-8")
