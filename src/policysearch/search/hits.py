"""Matched documents -> hits: which version is shown, its snippets, its marks, and why it matches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from policysearch.engines.contract import Id
from policysearch.model.document import Document
from policysearch.search.highlight import fragments
from policysearch.search.highlight.display_text import DisplayText, DisplayTexts, Marks, Versions, Zone
from policysearch.search.highlight.explain import LazyReasons, facet_clauses, match_reasons
from policysearch.search.highlight.fragments import Candidate, Fragment
from policysearch.search.highlight.highlight_clauses import highlight_clauses
from policysearch.search.highlight.highlighter import Highlighter
from policysearch.search.more_like_this import shared_reasons
from policysearch.search.results import Hit, Reason, Snippet
from policysearch.search.retrieve import MAX_PASSAGES, Retrieval


class Hits:
    """Makes the hits of one page."""

    def __init__(self, retrieval: Retrieval, display_texts: DisplayTexts) -> None:
        self._retrieval = retrieval
        self._snapshot = retrieval.snapshot
        self._display_texts = display_texts
        self._language = retrieval.query.language
        self._highlighter = Highlighter(retrieval.snapshot, highlight_clauses(retrieval.clause))
        self._facets = facet_clauses(retrieval.clause)
        selected = retrieval.query.selected("experience")
        self._selected_countries = frozenset(selected)
        self._countries = frozenset(retrieval.snapshot.vocabulary.with_regions(selected))
        self._has_regions = len(self._countries) > len(self._selected_countries)
        self._pins = frozenset(retrieval.pins)
        self._pinned_keys = frozenset(retrieval.query.pinned)
        self._passages: dict[Id, list[Versions]] = {}

    def page(self) -> tuple[Hit, ...]:
        """Return the hits in order; all their documents are read at once, and then all their passages."""
        page = self._retrieval.page()
        ids = [doc_id for doc_id, _ in page]
        self._retrieval.prefetch(ids)
        versions = self._display_texts.of(ids)
        self._passages = self._matched_passages(ids)
        hits = zip(page, versions, strict=True)
        return tuple([self._hit(doc_id, score, of_document) for (doc_id, score), of_document in hits])

    def _matched_passages(self, ids: Sequence[Id]) -> dict[Id, list[Versions]]:
        if self._retrieval.query.view == "highlights":
            return {}
        passages = self._retrieval.matched.best_passages(ids, MAX_PASSAGES)
        if not passages:
            return {}
        texts = iter(self._display_texts.of([passage for best in passages.values() for passage in best]))
        return {workshop: [next(texts) for _ in best] for workshop, best in passages.items()}

    def _hit(self, doc_id: Id, score: float, versions: Versions) -> Hit:
        text = self._displayed(versions)
        marks = text.marks(self._highlighter)
        document = text.document
        title = marks.get(text.title)
        return Hit(
            document,
            score,
            text.language,
            (self._of_lesson(text, marks),) if document.kind == "highlight" else self._of_workshop(doc_id, text, marks),
            tuple([mark[:2] for mark in title]) if title else (),
            self._reasons(document, text, versions, marks),
            doc_id in self._pins,
            self._through(document) if self._has_regions else "",
        )

    def _through(self, document: Document) -> str:
        """Return the region that brings a document of none of the selected countries; empty for any other."""
        values = document.facets.get("experience", ())
        if not self._selected_countries.isdisjoint(values):
            return ""
        return min(self._countries.intersection(values), default="")

    def _displayed(self, versions: Versions) -> DisplayText:
        """Return the version in the reader's language where there is one, else the original."""
        for version in versions if len(versions) > 1 else ():
            if version.language == self._language:
                return version
        return versions[0]

    def _of_lesson(self, text: DisplayText, marks: Marks) -> Snippet:
        lesson = text.zones[text.body]
        return _snippet(fragments.entire(lesson.text, marks.get(text.body, ())), text, lesson)

    def _of_workshop(self, doc_id: Id, text: DisplayText, marks: Marks) -> tuple[Snippet, ...]:
        zones, body = text.zones, text.body
        candidates: list[Candidate] = [
            (fragments.entire(zones[index].text, of_zone), text, zones[index])
            for index, of_zone in marks.items()
            if 0 < index < body
        ]
        if self._countries:
            candidates.sort(key=self._is_elsewhere)
        of_body = marks.get(body)
        if of_body and fragments.may_be_shown(of_body, candidates):
            candidates.append((fragments.fragment(zones[body].text, of_body), text, zones[body]))
        candidates += map(self._of_passage, self._passages.get(doc_id, ()))
        if not candidates or not any(cut.clauses for cut, _, _ in candidates):
            candidates = [*self._unmarked(text), *candidates]
        best = fragments.best(candidates)
        if self._pinned_keys and not self._pinned_keys.isdisjoint(zone.id for zone in zones):
            best = self._pinned_first(text, candidates, best)
        return tuple([_snippet(*candidate) for candidate in best])

    def _pinned_first(
        self, text: DisplayText, candidates: Sequence[Candidate], best: Sequence[Candidate]
    ) -> Sequence[Candidate]:
        """Return the lessons that the editors pinned, and then the others of ``best``."""
        marked = {candidate[2].id: candidate for candidate in candidates}
        pinned = [
            marked.get(zone.id, (fragments.entire(zone.text, ()), text, zone))
            for zone in text.zones[1 : text.body]
            if zone.id in self._pinned_keys
        ]
        ids = {candidate[2].id for candidate in pinned}
        return [*pinned, *(candidate for candidate in best if candidate[2].id not in ids)][: fragments.MAX_SNIPPETS]

    def _unmarked(self, text: DisplayText) -> list[Candidate]:
        """Return lessons without marks, as they come; where there is none, the beginning of the text."""
        lessons = [(fragments.entire(zone.text, ()), text, zone) for zone in text.zones[1 : text.body]]
        if lessons:
            return sorted(lessons, key=self._is_elsewhere)[: fragments.MAX_SNIPPETS]
        body = text.zones[text.body]
        return [(fragments.fragment(body.text, ()), text, body)] if body.text else []

    def _is_elsewhere(self, candidate: Candidate) -> bool:
        """Return False, which sorts first, for lessons that discuss a country that is filtered for."""
        return self._countries.isdisjoint(candidate[2].experience)

    def _of_passage(self, versions: Versions) -> Candidate:
        text = self._displayed(versions)
        body = text.zones[text.body]
        return fragments.fragment(body.text, text.marks(self._highlighter).get(text.body, ())), text, body

    def _reasons(self, document: Document, text: DisplayText, versions: Versions, marks: Marks) -> Sequence[Reason]:
        if like := self._retrieval.request.like:
            terms = [term for term, _ in dict(like.terms).get(text.language, ())]
            return LazyReasons(partial(shared_reasons, terms, document, text.language))
        return LazyReasons(partial(match_reasons, text, marks, versions, self._highlighter, self._facets))


def _snippet(fragment: Fragment, text: DisplayText, zone: Zone) -> Snippet:
    start, end, marks, _ = fragment
    return Snippet(zone.id, zone.kind, zone.text[start:end], marks, text.language, zone.experience, text.locator)
