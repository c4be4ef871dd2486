"""A paragraph -> the lessons of one snapshot that speak to it, best first; none where no lesson does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from policysearch.engines.contract import Id, Request, Snapshot
from policysearch.materials.experience import experience
from policysearch.method_cache import cached_method
from policysearch.model.document import Document
from policysearch.query.thesaurus import thesaurus
from policysearch.search.match.concepts import Concept, Words, concepts, words_of
from policysearch.search.match.evidence import CLOSE, COUNTRY, Evidence, evidence, is_enough, strength
from policysearch.search.match.weights import LESSONS, Weighted, Weights, candidates_clause
from policysearch.settings import LANGUAGES
from policysearch.text import terms
from policysearch.vocabulary.countries import names_of

MAX_LESSONS = 3  # of a paragraph
MAX_SIGNIFICANT = 30  # concepts by which candidates are looked for
CANDIDATES = 20
MAX_REASONS = 6
CACHED_LESSONS = 4_096
CACHED_COUNTRIES = 512

CompareMeaning = Callable[[str, str, Sequence[Id]], Mapping[Id, float] | None]


class LessonMatch(NamedTuple):
    """A lesson that speaks to a paragraph, and why.

    ``words`` are those of the paragraph that the lesson has too, the most telling first, ``countries`` the codes of
    those that both discuss. ``by_meaning`` says that both are close in meaning.
    """

    document: Document
    score: float
    words: tuple[str, ...]
    countries: tuple[str, ...]
    by_meaning: bool = False


class _Paragraph(NamedTuple):
    """A paragraph's language, its weighted concepts and the codes of the countries that it discusses."""

    language: str
    weighted: list[Weighted]
    countries: tuple[str, ...]


class ParagraphMatcher:
    """Matches paragraphs with the lessons of ``snapshot``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._thesaurus = thesaurus(snapshot.vocabulary)
        self._weights = Weights(snapshot)

    @property
    def generation(self) -> str:
        """Return the id of the generation whose lessons are matched."""
        return self._snapshot.id

    @property
    def lessons(self) -> int:
        """Return how many lessons there are."""
        return self._weights.lessons

    @cached_method(len(LANGUAGES))
    def lessons_in(self, language: str) -> int:
        """Return how many lessons are there in ``language``."""
        request = Request(view=LESSONS, filters=(("language", (language,)),), limit=0)
        return self._snapshot.count_many([request])[0]

    def match(self, text: str, language: str, compare_meaning: CompareMeaning | None = None) -> tuple[LessonMatch, ...]:
        """Return at most MAX_LESSONS for a paragraph in ``language``, the best first.

        ``compare_meaning`` gives the nearness of lessons to a text in a language: of the given ids and of the nearest.
        """
        countries = experience(text)
        parts = _without_countries(concepts(text, language, self._thesaurus), countries, language)
        weighted = self._weights.weighted(parts, language)
        paragraph = _Paragraph(language, weighted, countries)
        request = Request(candidates_clause(weighted, countries, MAX_SIGNIFICANT), LESSONS, limit=CANDIDATES)
        ids = [doc_id for doc_id, _ in self._snapshot.execute(request).hits]
        nearness = compare_meaning(text, language, ids) if compare_meaning else None
        ids = [*dict.fromkeys([*ids, *(nearness or ())])]
        matches = [
            match
            for doc_id, document in zip(ids, self._snapshot.documents(ids), strict=True)
            if (match := self._lesson(paragraph, document, None if nearness is None else nearness.get(doc_id, 0.0)))
        ]
        return tuple(sorted(matches, key=lambda match: (-match.score, match.document.id))[:MAX_LESSONS])

    def _lesson(self, paragraph: _Paragraph, document: Document, nearness: float | None) -> LessonMatch | None:
        """Return a lesson with why it speaks to the paragraph; None where it does not."""
        shared = self._evidence(paragraph, document)
        strong = strength(shared, self._weights.lessons)
        if not is_enough(strong, nearness, same_language=paragraph.language in document.texts):
            return None
        near = max(nearness or 0.0, 0.0)
        return LessonMatch(document, strong + near, shared.words[:MAX_REASONS], shared.countries, near >= CLOSE)

    def _evidence(self, paragraph: _Paragraph, document: Document) -> Evidence:
        language = paragraph.language
        version = language if language in document.texts else next(iter(document.texts))
        lesson = self._words(document.id, version, document.texts[version].body)
        title = self._words(document.workshop.slug, version, document.workshop.text(version).title)
        discussed = document.facets["experience"]
        shared = {code: self._country(code) for code in paragraph.countries if code in discussed}
        return evidence(paragraph.weighted, lesson, title, shared, same_language=version == language)

    @cached_method(CACHED_LESSONS)
    def _words(self, _key: str, language: str, text: str) -> Words:
        return words_of(text, language, self._thesaurus)

    @cached_method(CACHED_COUNTRIES)
    def _country(self, code: str) -> float:
        request = Request(view=LESSONS, filters=(("experience", (code,)),), limit=0)
        return COUNTRY * self._weights.rarity(self._snapshot.count_many([request])[0])


def _without_countries(parts: Iterable[Concept], countries: Iterable[str], language: str) -> list[Concept]:
    """Return the concepts that are no words of the names of ``countries``, which count by themselves."""
    of_names = {term for code in countries for name in names_of(code) for term in terms(name, language)}
    return [part for part in parts if not of_names.issuperset(part.terms)]
