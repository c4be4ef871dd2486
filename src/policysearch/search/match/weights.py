"""How much each concept of a paragraph tells: by how common its words are in the language and in the collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from math import ceil, sqrt
from typing import NamedTuple

from policysearch.engines.contract import Request, Snapshot, Term
from policysearch.model.bm25 import idf
from policysearch.query import Clause, InFacet, Or, View
from policysearch.query.thesaurus import clause_of
from policysearch.search.match.concepts import Concept, Names
from policysearch.search.match.policy_words import policy_words
from policysearch.text.word_ranks import tellingness

LESSONS: View = "highlights"
LEAST_OF_NAMES = 0.5  # how telling a name of one word is at least, such as an acronym
WHOLE_NAME = 1.5  # of several words that are side by side: it tells even where many lessons have it, so its root counts
LONG_NAME = 3  # words of a name that are telling together, however common each is
OF_POLICY_WORDS = 0.4  # of what a word would tell: policy texts have it whatever their subject
DOCUMENTS_OF_A_LESSON = 2  # that have its words: itself and its workshop
MAX_CACHED = 1 << 16


class Weighted(NamedTuple):
    """A concept with its weight where a lesson has one of its synonyms, and of each of its terms by itself."""

    concept: Concept
    weight: float
    of_terms: tuple[float, ...]

    @property
    def total(self) -> float:
        """Return the most that the concept can add."""
        return max(self.weight, sum(self.of_terms))


class Weights:
    """The weights of concepts in one snapshot; those asked for last stay in memory, words apart from any text."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.lessons = snapshot.count_many([Request(view=LESSONS, limit=0)])[0]
        self._rarest = idf(max(self.lessons, 1), 1)
        self._of_terms: dict[Term, float] = {}
        self._of_names: dict[Names, float] = {}

    def weighted(self, concepts: Iterable[Concept], language: str) -> list[Weighted]:
        """Return the concepts of a text in ``language``, each once, with what it weighs."""
        distinct = [*{(concept.terms, concept.synonyms): concept for concept in reversed([*concepts])}.values()][::-1]
        of_terms = self._term_weights({Term(language, term) for concept in distinct for term in concept.terms})
        of_names = self._name_weights({names for concept in distinct for names in concept.synonyms})
        return [_weighted(concept, language, of_terms, of_names) for concept in distinct]

    def rarity(self, frequency: int) -> float:
        """Return from 0 to 1 how rare something is that ``frequency`` of the lessons have; 0 where none has it."""
        return min(idf(self.lessons, frequency) / self._rarest, 1.0) if frequency else 0.0

    def _term_weights(self, terms: Set[Term]) -> dict[Term, float]:
        """Return the weight of each term; what is not in memory yet is read in one round trip.

        The answer is the caller's own: another thread may begin a new memory at any moment.
        """
        memory = self._of_terms
        weights = {term: memory[term] for term in terms if term in memory}
        missing = sorted(terms - weights.keys())
        for term, statistics in zip(missing, self._snapshot.term_statistics(missing), strict=True):
            weights[term] = self.rarity(ceil(statistics.frequency / DOCUMENTS_OF_A_LESSON))
        if len(self._of_terms) > MAX_CACHED:
            self._of_terms = {}
        self._of_terms.update(weights)
        return weights

    def _name_weights(self, names: Set[Names]) -> Mapping[Names, float]:
        """Return the weights of names, those of others too; what is not in memory yet is read in one round trip."""
        missing = sorted(group for group in names if group not in self._of_names)
        requests = [Request(Or(tuple(map(clause_of, group))), LESSONS, limit=0) for group in missing]
        for group, count in zip(missing, self._snapshot.count_many(requests), strict=True):
            self._of_names[group] = self.rarity(count)
        return self._of_names


def _weighted(
    concept: Concept, language: str, weights_of_terms: Mapping[Term, float], weights_of_names: Mapping[Names, float]
) -> Weighted:
    general = policy_words(language)
    shares = [OF_POLICY_WORDS if term in general else 1.0 for term in concept.terms]
    telling = [share * tellingness(term, language) for share, term in zip(shares, concept.terms, strict=True)]
    of_terms = tuple(
        share * weights_of_terms[Term(language, term)] for share, term in zip(telling, concept.terms, strict=True)
    )
    present = [weights_of_names[names] for names in concept.synonyms if weights_of_names[names]]
    if not present:
        return Weighted(concept, 0.0, of_terms)
    if len(concept.terms) > 1:
        share = max(shares) if len(concept.terms) >= LONG_NAME else max(telling)
        return Weighted(concept, share * WHOLE_NAME * sqrt(max(present)), of_terms)
    return Weighted(concept, max(present) * max(*telling, LEAST_OF_NAMES * max(shares)), of_terms)


def candidates_clause(weighted: Sequence[Weighted], countries: tuple[str, ...], most: int) -> Clause:
    """Return a clause that any of the ``most`` most telling concepts, or any of the ``countries``, matches."""
    best = sorted((part for part in weighted if part.total > 0), key=lambda part: -part.total)[:most]
    names = [name for part in best for group in part.concept.synonyms for name in group]
    forms = [part.concept.form for part in best]
    discussing = (InFacet("experience", countries),) if countries else ()
    return Or((*map(clause_of, dict.fromkeys([*forms, *names])), *discussing))
