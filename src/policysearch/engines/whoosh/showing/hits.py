"""A unit that was found -> a Hit: which version is shown, its snippets, its marks, and why it was found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice

from policysearch.documents import Document
from policysearch.engine import Hit, Reason, Snippet
from policysearch.engines.whoosh.finding import Found
from policysearch.engines.whoosh.opened import Opened
from policysearch.engines.whoosh.searching import related
from policysearch.engines.whoosh.showing import snippets
from policysearch.engines.whoosh.showing.marking import Looks, Mark
from policysearch.engines.whoosh.showing.pages import HEADING, Page, Pages, Source
from policysearch.engines.whoosh.showing.probes import probes
from policysearch.query import And, Clause, InFacet, Or, YearRange

REASONS = 12
PASSAGES = 3

Marks = list[list[Mark]]  # per zone of a page


class Hits:
    """Makes the hits of one search."""

    def __init__(self, opened: Opened, pages: Pages, found: Found) -> None:
        self._opened = opened
        self._pages = pages
        self._found = found
        self._looks = Looks(opened.collection, probes(found.clause))
        self._facets = _facets(found.clause)
        self._wanted = frozenset(found.query.selected("experience"))
        self._picked = frozenset(found.picked)

    def hit(self, number: int, score: float) -> Hit:
        """The hit of document ``number``."""
        pages = self._pages.of(number)
        document = pages[0].document
        page = self._shown(pages)
        marks = [one.marks(self._looks) for one in pages]
        found = marks[pages.index(page)]
        lesson = document.kind == "highlight"
        return Hit(
            document,
            score,
            page.language,
            (self._of_lesson(number, page, found),) if lesson else self._of_workshop(number, page, found),
            tuple([mark[:2] for mark in found[-1 if lesson else 0]]),
            self._reasons(document, page, pages, marks),
            number in self._picked,
        )

    def _shown(self, pages: tuple[Page, ...]) -> Page:
        """The reader's language where there is such a version, else the original's."""
        wanted = self._found.query.language
        for page in pages if len(pages) > 1 else ():
            if page.language == wanted:
                return page
        return pages[0]

    def _of_lesson(self, number: int, page: Page, found: Marks) -> Snippet:
        source = Source(page.document.id, "highlight", page.body, self._pages.experience(number))
        return _snippet(page, source, snippets.whole(page.zones[page.body].text, found[page.body]))

    def _of_workshop(self, number: int, page: Page, found: Marks) -> tuple[Snippet, ...]:
        sources: Sequence[Source] = self._pages.lessons(number, page)
        if self._wanted:  # those first that discuss a country that is filtered for
            sources = sorted(sources, key=lambda source: self._wanted.isdisjoint(source.experience))
        candidates: list[snippets.Candidate] = [
            (snippets.whole(page.zones[source.place].text, found[source.place]), partial(_snippet, page, source))
            for source in sources
        ]
        text, marks = page.zones[page.body].text, found[page.body]
        if text and (marks or not candidates):
            source = Source(page.document.id, "workshop", page.body)
            candidates.append((snippets.fragment(text, marks), partial(_snippet, page, source)))
        if self._opened.collection.has_passages:
            candidates += self._of_passages(number)
        return snippets.best(candidates)

    def _of_passages(self, number: int) -> list[snippets.Candidate]:
        """The best of a workshop's passages that were found."""
        parts = self._found.scores(self._opened.collection.passages(number))
        best = sorted(parts, key=lambda part: (-part[1], part[0]))[:PASSAGES]
        return [self._of_passage(part) for part, _ in best]

    def _of_passage(self, number: int) -> snippets.Candidate:
        page = self._shown(self._pages.of(number))
        cut = snippets.fragment(page.zones[page.body].text, page.marks(self._looks)[page.body])
        return cut, partial(_snippet, page, Source(page.document.id, "passage", page.body))

    def _reasons(
        self, document: Document, page: Page, pages: tuple[Page, ...], marks: list[Marks]
    ) -> tuple[Reason, ...]:
        if self._found.query.like is not None:
            other = self._opened.collection.number(self._found.query.like)
            shared = partial(related.shared, self._opened.collection, other=document, language=page.language)
            return () if other is None else shared(self._opened.document(other))
        found: dict[tuple[str, str, str], None] = {}
        shown_first = sorted(zip(pages, marks, strict=True), key=lambda pair: pair[0].language != page.language)
        for one, zones in shown_first:
            for zone, held in zip(one.zones, zones, strict=True):
                if zone.field != HEADING:
                    for start, end, clause in held:
                        found[self._looks.label(clause), zone.text[start:end], zone.field] = None
        for facet in self._facets:
            for value in document.facets.get(facet.facet, ()):
                if value in facet.values:
                    found[f"{facet.facet}:{value}", value, facet.facet] = None
        return tuple(map(_reason, islice(found, REASONS)))


_reason = partial(tuple.__new__, Reason)  # a hundred in an answer: no function of ours in between


def _snippet(page: Page, source: Source, cut: snippets.Cut) -> Snippet:
    text, passage = page.zones[source.place].text[cut.start : cut.end], page.document.passage
    locator = passage.locator if passage else None
    return Snippet(source.id, source.kind, text, cut.marks, page.language, source.experience, locator)


def _facets(clause: Clause) -> list[InFacet]:
    match clause:
        case InFacet():
            return [clause]
        case And() | Or():
            return [found for one in clause.clauses for found in _facets(one)]
        case YearRange():
            first, last = clause.first or 0, clause.last or 9_999
            return [InFacet("year", tuple(map(str, range(max(first, 1900), min(last, 2100) + 1))))]
    return []
