"""An index in memory, and what it answers by brute force. The id of a document is its key."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import product
from threading import RLock
from typing import cast, get_args

import numpy as np
from numpy.typing import NDArray

from policysearch.engines import build_contract, contract
from policysearch.engines.build_contract import Generation, GenerationState
from policysearch.engines.contract import Id, Request, Term
from policysearch.model.document import Document, Kind
from policysearch.model.errors import BuildBusyError, IndexMissingError
from policysearch.query import And, Fuzzy, Not, Prefix
from policysearch.settings import LANGUAGES
from policysearch.text import fold, term
from policysearch.vocabulary import Vocabulary
from tests.engines.memory.scorer import Score, Scorer

SCORE_DECIMALS = 9


class MemoryMatched:
    """The Matched of this engine. ``scores`` has every document of the view that matches, in the order of the build."""

    def __init__(
        self, stored: Mapping[Id, Document], request: Request, scores: Mapping[Id, float], among: Collection[Id] | None
    ) -> None:
        self._stored, self._request, self._scores, self._among = stored, request, scores, among
        self._groups: dict[Id, float] = dict.fromkeys(request.also, 0.0)
        for key, score in scores.items():
            group = key if request.view == "highlights" else stored[key].workshop.slug
            self._groups[group] = max(score, self._groups.get(group, 0.0))
        order = self._order = sorted(self._passing(), key=self._sort_key)
        self.total = len(order)
        self.hits = [(key, self._groups[key]) for key in order[request.offset : request.offset + request.limit]]
        self.facets = {facet: self._count(facet) for facet in request.facets}
        rows, columns = request.crosstab or ("", "")
        pairs = [product(stored[key].facets.get(rows, ()), stored[key].facets.get(columns, ())) for key in order]
        self.crosstab = Counter(pair for of_document in pairs for pair in of_document)
        self.candidates = sorted(scores, key=lambda key: -np.round(scores[key], SCORE_DECIMALS))[: request.candidates]

    def rescored(self, bonuses: NDArray[np.float64]) -> MemoryMatched:
        """Return the same with ``bonuses`` added to the scores of the candidates."""
        added = dict(zip(self.candidates, bonuses.tolist(), strict=True))
        scores = {key: score + added.get(key, 0.0) for key, score in self._scores.items()}
        return MemoryMatched(self._stored, self._request, scores, self._among)

    def prefetch(self, ids: Sequence[Id], passages: int) -> None:
        """Do nothing: all is in memory."""

    def best_passages(self, ids: Sequence[Id], limit: int) -> dict[Id, list[Id]]:
        """Return for each workshop its passages that match, the best first."""
        passages = [key for key in self._scores if self._stored[key].kind == "passage"]
        passages.sort(key=lambda key: -self._scores[key])
        return {slug: [key for key in passages if self._stored[key].workshop.slug == slug][:limit] for slug in ids}

    def group_total(self, facet: str, values: tuple[str, ...]) -> int:
        """Return how many documents have any of the values."""
        return sum(not {*values}.isdisjoint(self._stored[key].facets[facet]) for key in self._passing(facet))

    def group_counts(self, facet: str, values: tuple[str, ...], by: str) -> Mapping[str, int]:
        """Return the counts of the facet ``by`` among those that have any of the values."""
        group = [self._stored[key].facets for key in self._order]
        return Counter(value for facets in group if not {*values}.isdisjoint(facets[facet]) for value in {*facets[by]})

    def scan(self) -> Iterator[Document]:
        """Yield all documents in order."""
        return map(self._stored.__getitem__, self._order)

    def _passing(self, ignoring: str = "") -> list[Id]:
        keys = [key for key in self._groups if self._among is None or key in self._among]
        for facet, values in self._request.filters:
            if facet != ignoring:
                keys = [key for key in keys if not {*values}.isdisjoint(self._stored[key].facets[facet])]
        return keys

    def _sort_key(self, key: Id) -> tuple[float, int, str]:
        day = self._stored[key].workshop.start.toordinal() * (1 if self._request.sort == "oldest" else -1)
        first = float(np.round(self._groups[key], SCORE_DECIMALS)) if self._request.sort == "relevance" else 0.0
        if self._request.sort == "added":
            added = self._stored[key].workshop.added
            first = float(added.toordinal()) if added else 0.0
        return -first, day, self._stored[key].id

    def _count(self, facet: str) -> contract.FacetCounts:
        selected = dict(self._request.filters).get(facet, ())
        counts = Counter(value for key in self._passing(facet) for value in {*self._stored[key].facets[facet]})
        ranked = sorted(counts, key=lambda value: (-counts[value], value))
        values = {*ranked[: None if self._request.all_buckets else contract.MAX_BUCKETS], *selected}
        buckets = [contract.Bucket(value, counts[value], value in selected) for value in values]
        buckets.sort(key=lambda bucket: (-bucket.count, bucket.value))
        return contract.FacetCounts(tuple(buckets), len(counts))


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


class MemoryIndex:
    """The Generations of this engine, and the Engine over the one that is served. ``place`` is for messages."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._served = ""
        self._generations: dict[str, MemorySnapshot] = {}  # the oldest first
        self._lock = RLock()

    def snapshot(self, generation: str = "") -> MemorySnapshot:
        """Return a generation; where none is named, the one that is served."""
        if (generation or self._served) not in self._generations:
            raise IndexMissingError(f"There is no generation {generation} at {self.place}.")
        return self._generations[generation or self._served]

    def close(self) -> None:
        """Nothing is open."""

    def warning(self) -> str:
        """Return nothing: memory is not damaged."""
        return ""

    def check(self, snapshot: contract.Snapshot) -> bool:
        """Return False: memory is not damaged."""
        return False

    def list(self) -> tuple[Generation, ...]:
        """Return all, newest first."""
        newest_first = [*self._generations.values()][::-1]
        return tuple(replace(snapshot.generation, current=snapshot.id == self._served) for snapshot in newest_first)

    def current(self) -> Generation | None:
        """Return the one that is served."""
        return next((generation for generation in self.list() if generation.current), None)

    def state(self, generation: str) -> GenerationState:
        """Return what a generation was built from."""
        return self.snapshot(generation).state

    def verify(self, generation: str) -> tuple[build_contract.Damage, ...]:
        """Find nothing: memory is not damaged."""
        self.snapshot(generation)
        return ()

    def verify_all(self, *, copies: bool = False) -> Mapping[str, tuple[build_contract.Damage, ...]]:
        """Find nothing: memory is not damaged."""
        return {generation.id: self.verify(generation.id) for generation in self.list()}

    def activate(self, generation: str) -> None:
        """Serve that generation from now on."""
        with self.writing():
            self._served = self.snapshot(generation).id

    def attach(self, generation: str, name: str, content: bytes) -> None:
        """Attach side data: a new snapshot of the same generation."""
        with self.writing():
            snapshot = self.snapshot(generation)
            attachment = contract.Attachment(memoryview(content), sha256(content).hexdigest())
            self._generations[generation] = replace(snapshot, attachments={**snapshot.attachments, name: attachment})

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write."""
        if not self._lock.acquire(blocking=False):
            raise BuildBusyError("Another build is at work on this index.")
        try:
            yield
        finally:
            self._lock.release()

    def build(
        self,
        documents: Iterable[Document],
        sources: Mapping[str, str],
        vocabulary: Vocabulary,
        *,
        keep: Collection[str] = (),
        held_back: Mapping[str, str] | None = None,
        resources: build_contract.ResourceBuilder | None = None,
    ) -> build_contract.BuildReport:
        """Write a new generation and switch to it."""
        with self.writing():
            previous = self.snapshot() if self._served or keep else None
            carried = (previous.stored if previous else {}).items()
            stored = {key: document for key, document in carried if document.workshop.slug in keep}
            for document in documents:
                stored[document.id] = document
                if resources:
                    resources.add(document)
            side_data = resources.resources() if resources else {}
            state = GenerationState(dict(sources), dict(held_back or {}))
            name = f"{len(self._generations) + 1:08}-{datetime.now(UTC):%Y%m%dt%H%M%Sz}-{secrets.token_hex(3)}"
            counts = Counter(document.kind for document in stored.values())
            kinds = {kind: counts[kind] for kind in get_args(Kind)}
            generation = Generation(name, datetime.now(UTC), kinds, sum(map(len, side_data.values())), current=False)
            snapshot = MemorySnapshot(name, generation, vocabulary, state, side_data, stored, Scorer(stored.values()))
            self._generations[name], self._served = snapshot, name
        old = previous.state.sources if previous else {}
        return build_contract.BuildReport.compared(
            name, kinds, old=old, new=state.sources, held_back=state.held_back, seconds=0.0
        )
