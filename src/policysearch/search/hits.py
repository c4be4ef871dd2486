"""A unit that was found -> a Hit: which version is shown, its snippets, its marks, and why it was found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from policysearch.engines.contract import Hit, Reason, Snippet
from policysearch.engines.whoosh.matching.execute import Execution
from policysearch.engines.whoosh.snapshot import Snapshot
from policysearch.model.document import Document
from policysearch.search import more_like_this
from policysearch.search.highlight import fragments
from policysearch.search.highlight.display_text import DisplayText, DisplayTexts, Marks, SnippetSource
from policysearch.search.highlight.explain import LazyReasons, facets_of
from policysearch.search.highlight.highlight_clauses import highlight_clauses
from policysearch.search.highlight.highlighter import Highlighter

PASSAGES = 3


class Hits:
    """Makes the hits of one search."""

    def __init__(self, opened: Snapshot, pages: DisplayTexts, found: Execution) -> None:
        self._opened = opened
        self._pages = pages
        self._found = found
        self._language = found.query.language
        self._has_passages = opened.reader.has_passages
        self._looks = Highlighter(opened.reader, highlight_clauses(found.clause))
        self._facets = facets_of(found.clause)
        self._wanted = frozenset(found.query.selected("experience"))
        self._picked = frozenset(found.picked) if found.query.pinned else ()

    def hit(self, number: int, score: float) -> Hit:
        """The hit of document ``number``."""
        pages = self._pages.of(number)
        page = self._shown(pages)
        marks = page.marks(self._looks)
        document = page.document
        lesson = document.kind == "highlight"
        title = marks.get(page.title)
        return _hit(
            (
                document,
                score,
                page.language,
                (self._of_lesson(page, marks),) if lesson else self._of_workshop(number, page, marks),
                tuple([mark[:2] for mark in title]) if title else (),
                self._reasons(document, page, pages, marks),
                number in self._picked,
            )
        )

    def _shown(self, pages: tuple[DisplayText, ...]) -> DisplayText:
        """The reader's language where there is such a version, else the original's."""
        for page in pages if len(pages) > 1 else ():
            if page.language == self._language:
                return page
        return pages[0]

    def _of_lesson(self, page: DisplayText, found: Marks) -> Snippet:
        source = page.sources[page.body]
        return _snippet(fragments.whole(source.text, found.get(page.body, ())), page, source)

    def _of_workshop(self, number: int, page: DisplayText, found: Marks) -> tuple[Snippet, ...]:
        sources, body = page.sources, page.body
        shown = [
            (fragments.whole(sources[place].text, marks), page, sources[place])
            for place, marks in found.items()
            if 0 < place < body
        ]
        if self._wanted:
            shown.sort(key=self._other)
        marks = found.get(body)
        if marks and fragments.may_be_shown(marks, shown):
            shown.append((fragments.fragment(sources[body].text, marks), page, sources[body]))
        if self._has_passages:
            shown += self._of_passages(number)
        if not shown or not any(cut.clauses for cut, _, _ in shown):
            shown = [*self._unmarked(page), *shown]
        return tuple([_snippet(*one) for one in fragments.best(shown)])

    def _unmarked(self, page: DisplayText) -> list[fragments.Candidate]:
        """Lessons without marks, as they come; where there is none, the beginning of the text."""
        lessons = [(fragments.whole(source.text, ()), page, source) for source in page.sources[1 : page.body]]
        if lessons:
            return sorted(lessons, key=self._other)[: fragments.SHOWN]
        source = page.sources[page.body]
        return [(fragments.fragment(source.text, ()), page, source)] if source.text else []

    def _other(self, candidate: fragments.Candidate) -> bool:
        """False, which comes first, for lessons that discuss a country that is filtered for."""
        return self._wanted.isdisjoint(candidate[2].experience)

    def _of_passages(self, number: int) -> list[fragments.Candidate]:
        """The best of a workshop's passages that were found."""
        parts = self._found.scores(self._opened.reader.passages(number))
        best = sorted(parts, key=lambda part: (-part[1], part[0]))[:PASSAGES]
        return [self._of_passage(part) for part, _ in best]

    def _of_passage(self, number: int) -> fragments.Candidate:
        page = self._shown(self._pages.of(number))
        source = page.sources[page.body]
        return fragments.fragment(source.text, page.marks(self._looks).get(page.body, ())), page, source

    def _reasons(
        self, document: Document, page: DisplayText, pages: tuple[DisplayText, ...], marks: Marks
    ) -> Sequence[Reason]:
        if self._found.query.like is None:
            return LazyReasons(page, marks, pages, self._looks, self._facets)
        other = self._opened.reader.number(self._found.query.like)
        if other is None:
            return ()
        return more_like_this.shared(
            self._opened.reader, self._opened.document(other), other=document, language=page.language
        )


def _snippet(cut: fragments.Fragment, page: DisplayText, source: SnippetSource) -> Snippet:
    start, end, marks, _ = cut
    name, kind, text, experience = source
    return _new((name, kind, text[start:end], marks, page.language, experience, page.locator))


_hit, _new = partial(tuple.__new__, Hit), partial(tuple.__new__, Snippet)  # no function of ours in between
