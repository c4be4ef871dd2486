"""A generation opened for reading: the Snapshot of this engine. What every search needs is held here, not asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import Any, cast

import numpy as np

from policysearch.engines.contract import Attachment, Candidates, Form, Id, Positions, Request, Term, TermStatistics
from policysearch.engines.opensearch import document_source, scan, side_data
from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.errors import AbsentError
from policysearch.engines.opensearch.generation_index import GenerationIndex
from policysearch.engines.opensearch.mapping import PHRASES
from policysearch.engines.opensearch.matched import OpenSearchMatched, ScoredCandidates, nothing_matched
from policysearch.engines.opensearch.query_compiler import QueryCompiler
from policysearch.engines.opensearch.request_body import RequestBody
from policysearch.engines.opensearch.response import Answer
from policysearch.engines.opensearch.statistics import Lexicon, Statistics
from policysearch.engines.opensearch.stored_documents import StoredDocuments
from policysearch.model.document import Document
from policysearch.model.errors import IndexDamagedError
from policysearch.query import Everything, Fuzzy, Prefix
from policysearch.vocabulary import Vocabulary, from_json

STATISTICS, VOCABULARY, STATE = "statistics", "vocabulary", "state"  # names of side data
RESOURCES = "resource"  # before the names that a build gives
SEARCHES_AT_ONCE = 64
FIRST_WITHOUT_FACTOR = 3  # the first major version whose BM25 leaves out the factor k1 + 1
MOST_PREPARED = 64  # answers that wait to be read
MOST_COUNTED = 4_096  # totals that are remembered


class OpenSearchSnapshot:
    """Everything a search reads. Raises IndexDamagedError where the generation's own data is not as written."""

    def __init__(self, connection: Connection, index: GenerationIndex, attachments_index: str) -> None:
        self.id = index.id
        self.index = index
        self._connection = connection
        self._attachments_index = attachments_index
        self._attachments: dict[str, Attachment] = {}
        self._prepared: dict[Request, OpenSearchMatched] = {}
        self._counted: dict[Request, int] = {}
        self._reading = Lock()
        described = index.meta["side_data"]
        names = {name: described[name] for name in (STATISTICS, VOCABULARY)}
        content = side_data.read(connection, index.name, names)
        self.statistics = Statistics.decode(content[STATISTICS])
        self.lexicon = Lexicon(self.statistics, has_factor=index.major < FIRST_WITHOUT_FACTOR)
        self.vocabulary: Vocabulary = from_json(content[VOCABULARY].decode("utf-8"))
        self._stored = StoredDocuments(self.search)

    @cached_property
    def compiler(self) -> QueryCompiler:
        """Return the compiler of clauses into queries."""
        return QueryCompiler(self.lexicon)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that any document has words in."""
        return self.lexicon.languages

    def search(self, bodies: Sequence[Mapping[str, Any]]) -> list[Answer]:
        """Return the answers to several searches in one round trip."""
        return self._connection.search(self.index.name, bodies)

    def execute(self, request: Request, among: Collection[Id] | None = None) -> OpenSearchMatched:
        """Match, score, order and count in one round trip, or in none where the request was prepared."""
        prepared = self._prepared.pop(request, None) if among is None else None
        if prepared is not None:
            return prepared
        body = RequestBody(self.lexicon, request, among)
        if body.is_nothing:
            return nothing_matched(self, request, body)
        searches = body.searches()
        return OpenSearchMatched(
            self, request, body, dict(zip(searches, self.search([*searches.values()]), strict=True))
        )

    def prepare(self, requests: Sequence[Request]) -> None:
        """Ask at once what is executed or counted next."""
        self.count_many([request for request in requests if request.is_count])
        all_bodies = {request: RequestBody(self.lexicon, request) for request in requests if not request.is_count}
        bodies = {request: body for request, body in all_bodies.items() if not body.is_nothing}
        searches = {request: body.searches() for request, body in bodies.items()}
        answers = iter(self.search([search for of_request in searches.values() for search in of_request.values()]))
        for request, body in bodies.items():
            of_request = {name: next(answers) for name in searches[request]}
            self._prepared[request] = OpenSearchMatched(self, request, body, of_request)
        for request in [*self._prepared][: max(len(self._prepared) - MOST_PREPARED, 0)]:
            self._prepared.pop(request, None)

    def count_many(self, requests: Sequence[Request]) -> list[int]:
        """Return the total of each request; those of whole views are known, and those that were counted before."""
        totals = {request: self._known_total(request) for request in requests}
        bodies = {request: RequestBody(self.lexicon, request) for request, total in totals.items() if total is None}
        answered = {request: 0 for request, body in bodies.items() if body.is_nothing}
        unanswered = [request for request in bodies if request not in answered]
        for start in range(0, len(unanswered), SEARCHES_AT_ONCE):
            batch = unanswered[start : start + SEARCHES_AT_ONCE]
            answers = self.search([bodies[request].window(0) for request in batch])
            answered |= {request: answer.total for request, answer in zip(batch, answers, strict=True)}
        self._counted |= answered
        for request in [*self._counted][: max(len(self._counted) - MOST_COUNTED, 0)]:
            self._counted.pop(request, None)
        return [cast(int, answered.get(request, totals[request])) for request in requests]

    def documents(self, ids: Sequence[Id]) -> list[Document]:
        """Return the documents as they were stored."""
        return self._stored.documents([str(doc_id) for doc_id in ids])

    def ids(self, keys: Sequence[str]) -> list[Id | None]:
        """Return the id of each document; a workshop's former slug counts too."""
        return [*self._stored.ids(keys)]

    def highlight_values(self, workshops: Sequence[Id], facet: str) -> list[Mapping[str, tuple[str, ...]]]:
        """Return for each workshop the values of its highlights."""
        return self._stored.highlight_values([str(workshop) for workshop in workshops], facet)

    def read_page(self, ids: Sequence[str], passages: Mapping[str, Any] | None = None) -> Answer | None:
        """Read what a page of ``ids`` shows in one round trip; ``passages`` is the search of their best passages."""
        return self._stored.read_page(ids, passages)

    def best_passages(self, answer: Answer) -> dict[Id, Sequence[Id]]:
        """Return by workshop the passages of an answer, the best first."""
        return self._stored.best_passages(answer)

    def values(self, facet: str) -> list[str]:
        """Return every value of a facet, sorted."""
        return self.lexicon.values[facet]

    def term_statistics(self, terms: Sequence[Term]) -> list[TermStatistics]:
        """Return the statistics of each term."""
        return [*map(self.lexicon.term_statistics, terms)]

    def word_frequencies(self, words: Sequence[str]) -> list[int]:
        """Return how many documents have a form that equals each word, case and accents apart."""
        return [*map(self.lexicon.expander.frequency, words)]

    def expand(self, clause: Prefix | Fuzzy, least: int = 0) -> Sequence[Form]:
        """Return all forms that a clause stands for, the best first."""
        return self.compiler.expand(clause, least)

    def forms_of(self, terms: Sequence[Term]) -> list[tuple[str, ...]]:
        """Return for each stem the forms that it stands in."""
        return [*map(self.lexicon.forms_of, terms)]

    def positions(self, terms: Sequence[Term], candidates: Candidates) -> Positions:
        """Return where terms of one language stand in candidates."""
        field = PHRASES[terms[0].language or ""]
        numbers = {term.text: number for number, term in enumerate(terms)}
        occurrences = [
            (candidate, position, number)
            for candidate, source in enumerate(cast(ScoredCandidates, candidates).terms)
            for position, number in document_source.positions(source.get(field, ()), numbers)
        ]
        return Positions(*np.array(occurrences, np.int64).reshape(-1, 3).T)

    def resource(self, name: str) -> bytes | None:
        """Return side data of the build; None where it stored none of that name."""
        return self.side_data(f"{RESOURCES}-{name}")

    def side_data(self, name: str) -> bytes | None:
        """Return side data by its whole name; None where there is none."""
        described = self.index.meta["side_data"].get(name)
        if described is None:
            return None
        return side_data.read(self._connection, self.index.name, {name: described})[name]

    def attachment(self, name: str) -> Attachment | None:
        """Return what was attached under ``name``, read once."""
        described = self.index.attachments.get(name)
        if described is None:
            return None
        with self._reading:
            if name not in self._attachments:
                stored = attachment_name(self.id, name, described[1])
                try:
                    content = side_data.read(self._connection, self._attachments_index, {stored: described})[stored]
                except AbsentError as error:  # somebody removed the index of attachments
                    raise IndexDamagedError(error.message, side_data.REBUILD) from error
                self._attachments[name] = Attachment(memoryview(content), described[1])
            return self._attachments[name]

    def scan(self, body: Mapping[str, Any], skip: Collection[str] = ()) -> Iterator[Document]:
        """Yield the documents that a search lists, from one point in time."""
        yield from scan.documents(self._connection, self.index.name, body, self._stored, frozenset(skip))

    def scan_records(self, body: Mapping[str, Any]) -> Iterator[tuple[Document, str]]:
        """Yield the documents that a search lists, each with its record."""
        yield from scan.records(self._connection, self.index.name, body, self._stored)

    def scan_passages(self, query: Mapping[str, Any]) -> Iterator[str]:
        """Yield the ids of the passages that ``query`` matches, the best first."""
        yield from scan.passages(self._connection, self.index.name, query)

    def _known_total(self, request: Request) -> int | None:
        if request in self._counted:
            return self._counted[request]
        if request.filters or request.also or request.like or not isinstance(request.clause, Everything):
            return None
        return self.lexicon.kinds["highlight" if request.view == "highlights" else "workshop"]


def attachment_name(generation: str, name: str, digest: str) -> str:
    """Return the name under which an attachment is stored: another content is another name."""
    return f"{generation}-{name}-{digest}"
