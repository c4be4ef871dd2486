"""Documents that are close in meaning -> hits, with their nearest sentence as why."""

from __future__ import annotations

from collections.abc import Sequence

from policysearch.engines.contract import Id, Snapshot
from policysearch.search.highlight import fragments
from policysearch.search.highlight.display_text import DisplayText, DisplayTexts, Versions, Zone
from policysearch.search.meaning.nearness import Near, Nearness
from policysearch.search.meaning.vector_index import Question, Stretch, VectorIndex
from policysearch.search.results import Hit, Snippet


class CloseHits:
    """Makes the hits of one answer for a reader of ``language``."""

    def __init__(self, snapshot: Snapshot, vectors: VectorIndex, display_texts: DisplayTexts, language: str) -> None:
        self._snapshot = snapshot
        self._vectors = vectors
        self._display_texts = display_texts
        self._language = language

    def hits(self, question: Question, close: Sequence[Near]) -> tuple[Hit, ...]:
        """Return the close documents as hits, in their order; their score is their nearness."""
        stretches = [self._stretch(question, nearness) for _, nearness in close]
        keys = self._snapshot.ids([stretch.key for stretch in stretches])
        ids: list[Id] = [key for key in keys if key is not None]
        texts = dict(zip(ids, self._display_texts.of(ids), strict=True))
        documents = self._display_texts.of([doc_id for doc_id, _ in close])
        return tuple(
            self._hit(nearness, versions, stretch, texts[key] if key is not None else versions)
            for (_, nearness), versions, stretch, key in zip(close, documents, stretches, keys, strict=True)
        )

    def _stretch(self, question: Question, near: Nearness) -> Stretch:
        """Return the nearest sentence, in the reader's language where the document has that too."""
        stretch = self._vectors.stretch(question, self._vectors.with_words(question, near.unit))
        if stretch.language == self._language:
            return stretch
        unit = self._vectors.in_language(question, stretch.key, self._language)
        return stretch if unit is None else self._vectors.stretch(question, unit)

    def _hit(self, near: Nearness, versions: Versions, stretch: Stretch, of_stretch: Versions) -> Hit:
        displayed = _version(versions, self._language) or versions[0]
        text = _version(of_stretch, stretch.language) or of_stretch[0]
        snippet = _snippet(text, stretch)
        return Hit(displayed.document, near.nearness, snippet.language, (snippet,) if snippet.text else ())


def _version(versions: Sequence[DisplayText], language: str) -> DisplayText | None:
    return next((version for version in versions if version.language == language), None)


def _snippet(text: DisplayText, stretch: Stretch) -> Snippet:
    """Return a lesson whole, other texts cut around the sentence, which is marked where it is not all of it."""
    zone: Zone = text.zones[text.body]
    start, end = stretch.span
    marks = [(start, end, 0)] if stretch.span != stretch.unit and zone.text[start:end] else []
    cut = fragments.entire(zone.text, marks) if stretch.kind == "highlight" else _around(zone.text, stretch.span, marks)
    experience = zone.experience
    return Snippet(
        zone.id, zone.kind, zone.text[cut.start : cut.end], cut.marks, text.language, experience, text.locator
    )


def _around(text: str, span: tuple[int, int], marks: Sequence[tuple[int, int, int]]) -> fragments.Fragment:
    """Return the stretch around a sentence; what is embedded with nothing around it needs no mark, but the same cut."""
    cut = fragments.fragment(text, [(*span, 0)] if span[1] > span[0] else [])
    return cut if marks else cut._replace(marks=(), clauses=0)
