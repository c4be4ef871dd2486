"""A generation in memory. The id of a document is its key."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from policysearch.engines import contract
from policysearch.engines.build_contract import Generation, GenerationState
from policysearch.engines.contract import Id, Request, Term
from policysearch.model.document import Document
from policysearch.query import And, Fuzzy, Not, Prefix
from policysearch.settings import LANGUAGES
from policysearch.text import fold, term
from policysearch.vocabulary import Vocabulary
from tests.engines.memory.matched import MemoryMatched
from tests.engines.memory.scorer import Score, Scorer


@dataclass(frozen=True, eq=False)
class MemorySnapshot:
    """The Snapshot of this engine: documents in the order in which they were built, and what belongs to them."""

    id: str
    generation: Generation
    vocabulary: Vocabulary
    state: GenerationState
    resources: Mapping[str, bytes]
    stored: Mapping[Id, Document]
    scorer: Scorer
    attachments: Mapping[str, contract.Attachment] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that any document has words in."""
        return tuple(language for language in LANGUAGES if self.scorer.lengths(language))

    def execute(self, request: Request, among: Collection[Id] | None = None) -> MemoryMatched:
        """Score every document."""
        scores = {key: self._score(request, document) for key, document in self.stored.items()}
        matching = {key: score for key, score in scores.items() if score is not None}
        return MemoryMatched(self.stored, request, matching, among)

    def prepare(self, requests: Sequence[Request]) -> None:
        """Do nothing: all is in memory."""

    def count_many(self, requests: Sequence[Request]) -> list[int]:
        """Return the total of each request."""
        return [self.execute(request).total for request in requests]

    def documents(self, ids: Sequence[Id]) -> list[Document]:
        """Return the documents."""
        return [self.stored[key] for key in ids]

    def ids(self, keys: Sequence[str]) -> list[Id | None]:
        """Return the id of each document by its key or by a former slug."""
        workshops = [document.workshop for document in self.stored.values()]
        former = {alias: workshop.slug for workshop in workshops for alias in workshop.aliases}
        return [key if key in self.stored else former.get(key) for key in keys]

    def highlight_values(self, workshops: Sequence[Id], facet: str) -> list[Mapping[str, tuple[str, ...]]]:
        """Return for each workshop, by its highlights' own ids, their values of ``facet``."""
        highlights = [document for document in self.stored.values() if document.kind == "highlight"]
        return [
            {lesson.part: tuple(sorted(lesson.facets[facet])) for lesson in highlights if lesson.workshop.slug == slug}
            for slug in workshops
        ]

    def values(self, facet: str) -> list[str]:
        """Return every value of a facet, sorted."""
        return sorted({value for document in self.stored.values() for value in document.facets[facet]})

    def term_statistics(self, terms: Sequence[Term]) -> list[contract.TermStatistics]:
        """Return the statistics of each term."""
        return [contract.TermStatistics(self.scorer.frequencies[stem], self.scorer.idf(stem)) for stem in terms]

    def word_frequencies(self, words: Sequence[str]) -> list[int]:
        """Return how many documents have a form that equals each word, case and accents apart."""
        return [sum(form.frequency for form in self.scorer.forms if fold(form.text) == fold(word)) for word in words]

    def expand(self, clause: Prefix | Fuzzy, least: int = 0) -> tuple[contract.Form, ...]:
        """Return all forms that a clause stands for, the best first."""
        return self.scorer.expand(clause)

    def forms_of(self, terms: Sequence[Term]) -> list[tuple[str, ...]]:
        """Return for each stem the forms that it stands in."""
        forms = [form.text for form in self.scorer.forms]
        return [tuple(form for form in forms if term(form, language or "") == text) for language, text in terms]

    def positions(self, terms: Sequence[Term], candidates: contract.Candidates) -> contract.Positions:
        """Return where terms of one language stand in candidates."""
        occurrences = [
            (index, position, number)
            for index, key in enumerate(cast("list[Id]", candidates))
            for number, stem in enumerate(terms)
            for position in self.scorer.words[str(key)].positions(stem)
        ]
        return contract.Positions(*np.array(occurrences, np.int64).reshape(-1, 3).T)

    def resource(self, name: str) -> bytes | None:
        """Return side data that the build stored."""
        return self.resources.get(name)

    def attachment(self, name: str) -> contract.Attachment | None:
        """Return what was attached."""
        return self.attachments.get(name)

    def _score(self, request: Request, document: Document) -> Score:
        slug, clause, like = document.workshop.slug, request.clause, request.like
        if (document.kind == "highlight") != (request.view == "highlights"):
            return None
        clauses = clause.clauses if isinstance(clause, And) else (clause,)
        nots = [child for child in clauses if isinstance(child, Not)]
        if document.kind == "passage" and any(self.scorer.score(child, slug) is None for child in nots):
            return None
        score = self.scorer.score(And((clause,)), document.id)  # a stop word alone excludes nothing in an And
        if score is None or like is None:
            return score
        is_own = like.document is None or self.stored[like.document].workshop.slug == slug
        similarity = None if is_own else self.scorer.like(like, document.id)
        return None if similarity is None else score + similarity
