"""A generation in memory: the Snapshot of this engine. The id of a document is its key."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from rapidfuzz.distance import OSA

from policysearch.engines.contract import (
    Candidates,
    Form,
    GenerationState,
    Id,
    Like,
    Positions,
    Request,
    Term,
    TermStatistics,
)
from policysearch.model.document import Document
from policysearch.query import And, Fuzzy, Not, Prefix
from policysearch.text.analysis import LANGUAGES, fold, term
from policysearch.vocabulary import Vocabulary
from tests.engines.memory.matched import MemoryMatched
from tests.engines.memory.scorer import Score, Scorer
from tests.engines.memory.words import DocumentWords, Statistics


class MemorySnapshot:
    """Documents in the order in which they were built, with their vocabulary, resources and state."""

    def __init__(
        self,
        name: str,
        documents: Sequence[Document],
        vocabulary: Vocabulary,
        resources: Mapping[str, bytes],
        state: GenerationState,
    ) -> None:
        self.id = name
        self.vocabulary = vocabulary
        self.state = state
        self.by_id: dict[Id, Document] = {document.id: document for document in documents}
        self._words: dict[Id, DocumentWords] = {document.id: DocumentWords(document) for document in documents}
        self._statistics = Statistics(self._words.values())
        self._scorer = Scorer(self._words.values(), self._statistics, self.expand)
        self._resources = resources

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that any document has words in."""
        return tuple(language for language in LANGUAGES if self._statistics.documents_with[language])

    def execute(self, request: Request, among: Collection[Id] | None = None) -> MemoryMatched:
        """Score every document of the view."""
        kinds = ("highlight",) if request.view == "highlights" else ("workshop", "passage")
        scores = {}
        for found, words in self._words.items():
            if words.document.kind in kinds and (score := self._score(request, words)) is not None:
                scores[found] = score
        return MemoryMatched(self.by_id, request, scores, among)

    def count_many(self, requests: Sequence[Request]) -> list[int]:
        """Return the total of each request."""
        return [self.execute(request).total for request in requests]

    def documents(self, ids: Sequence[Id]) -> list[Document]:
        """Return the documents."""
        return [self.by_id[found] for found in ids]

    def ids(self, keys: Sequence[str]) -> list[Id | None]:
        """Return the id of each document by its key or by a former slug."""
        return [key if key in self.by_id else self._former_slugs.get(key) for key in keys]

    def highlight_values(self, workshops: Sequence[Id], facet: str) -> list[Mapping[str, tuple[str, ...]]]:
        """Return for each workshop, by its highlights' own ids, their values of ``facet``."""
        return [
            {
                document.part: tuple(sorted(document.facets[facet]))
                for document in self.by_id.values()
                if document.kind == "highlight" and document.workshop.slug == workshop
            }
            for workshop in workshops
        ]

    def values(self, facet: str) -> list[str]:
        """Return every value of a facet, sorted."""
        return sorted({value for document in self.by_id.values() for value in document.facets[facet]})

    def term_statistics(self, terms: Sequence[Term]) -> list[TermStatistics]:
        """Return the statistics of each term."""
        return [TermStatistics(self._statistics.frequencies[one], self._statistics.idf(one)) for one in terms]

    def word_frequencies(self, words: Sequence[str]) -> list[int]:
        """Return how many documents have a form that equals each word, case and accents apart."""
        return [sum(form.frequency for form in self._forms if fold(form.text) == fold(word)) for word in words]

    def expand(self, clause: Prefix | Fuzzy, least: int = 0) -> tuple[Form, ...]:
        """Return all forms that a clause stands for, the best first."""
        return tuple(sorted(self._expanded(clause), key=lambda form: (form.edits, -form.frequency, form.text)))

    def forms_of(self, terms: Sequence[Term]) -> list[tuple[str, ...]]:
        """Return for each stem the forms that it stands in."""
        return [
            tuple(form.text for form in self._forms if one.language and term(form.text, one.language) == one.text)
            for one in terms
        ]

    def positions(self, terms: Sequence[Term], candidates: Candidates) -> Positions:
        """Return where terms of one language stand in candidates."""
        assert isinstance(candidates, list)
        occurrences = [
            (index, position, number)
            for index, found in enumerate(candidates)
            for number, one in enumerate(terms)
            for position in self._words[found].positions.get(one, ())
        ]
        return Positions(*np.array(occurrences, np.int64).reshape(-1, 3).T)

    def resource(self, name: str) -> bytes | None:
        """Return side data that the build stored."""
        return self._resources.get(name)

    def _score(self, request: Request, words: DocumentWords) -> Score:
        if words.document.kind == "passage" and self._is_excluded(request, words.document.workshop.slug):
            return None
        score = self._scorer.score(And((request.clause,)), words)  # a stop word alone excludes nothing in an And
        if score is None or request.like is None:
            return score
        similarity = None if self._is_own(request.like, words.document) else self._scorer.like(request.like, words)
        return None if similarity is None else score + similarity

    def _is_excluded(self, request: Request, workshop: str) -> bool:
        clauses = request.clause.clauses if isinstance(request.clause, And) else (request.clause,)
        own = self._words[workshop]
        return any(isinstance(one, Not) and self._scorer.score(one, own) is None for one in clauses)

    def _is_own(self, like: Like, document: Document) -> bool:
        return like.document is None or self.by_id[like.document].workshop.slug == document.workshop.slug

    def _expanded(self, clause: Prefix | Fuzzy) -> Iterator[Form]:
        typed = fold(clause.text)
        for form in self._forms if typed else ():
            folded = fold(form.text)
            if isinstance(clause, Prefix):
                if folded.startswith(typed):
                    yield form
            elif folded[:1] == typed[0] and (edits := OSA.distance(typed, folded)) <= clause.distance:
                yield form._replace(edits=edits)

    @cached_property
    def _forms(self) -> list[Form]:
        frequencies = self._statistics.frequencies
        return [Form(one.text, frequency) for one, frequency in frequencies.items() if one.language is None]

    @cached_property
    def _former_slugs(self) -> dict[str, Id]:
        workshops = {document.workshop.slug: document.workshop for document in self.by_id.values()}
        return {alias: slug for slug, workshop in workshops.items() for alias in workshop.aliases}
