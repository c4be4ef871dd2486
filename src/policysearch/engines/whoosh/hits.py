"""A unit that was found -> a Hit: which version is shown, its snippets, its marks, and why it was found."""

from __future__ import annotations

from functools import partial

from policysearch.documents import Document, Text
from policysearch.engine import Hit, Reason, Snippet
from policysearch.engines.whoosh import related, snippets
from policysearch.engines.whoosh.finding import Found
from policysearch.engines.whoosh.opened import Opened
from policysearch.engines.whoosh.probes import marks, probes
from policysearch.query import And, Clause, InFacet, Or, YearRange

REASONS = 12
PASSAGES = 3


class Hits:
    """Makes the hits of one search."""

    def __init__(self, opened: Opened, found: Found) -> None:
        self._opened = opened
        self._found = found
        self._probes = probes(found.clause)
        self._facets = tuple(_facets(found.clause))
        self._picked = {int(number) for number in found.picked}
        documents, scores = found.matches
        self._passages = {
            int(number): float(score)
            for number, score in zip(documents, scores, strict=True)
            if opened.kinds["passage"][number]
        }

    def hit(self, number: int, score: float) -> Hit:
        """The hit of document ``number``."""
        document = self._opened.document(number)
        language = self._shown(document)
        title = document.workshop.text(language).title
        found = self._highlight(number, document) if document.kind == "highlight" else self._workshop(number, document)
        return Hit(
            document=document,
            score=score,
            language=language,
            snippets=found,
            title_marks=tuple((m.start, m.end) for m in marks(title, language, self._probes)),
            reasons=self._reasons(document),
            picked=number in self._picked,
        )

    def _shown(self, document: Document) -> str:
        """The reader's language where there is such a version, else the original's."""
        wanted = self._found.query.language
        return wanted if wanted in document.texts else next(iter(document.texts))

    def _highlight(self, number: int, document: Document) -> tuple[Snippet, ...]:
        language = self._shown(document)
        show = partial(Snippet, document.id, "highlight", experience=self._experience(number))
        return (snippets.highlight(show, document.texts[language].body, language, self._probes)[0],)

    def _workshop(self, number: int, document: Document) -> tuple[Snippet, ...]:
        language = self._shown(document)
        text = document.texts[language]
        candidates = [
            snippets.highlight(self._showing(document, part), words, language, self._probes)
            for part, words in self._chosen_first(document, text)
        ]
        if text.body:
            show = partial(Snippet, document.id, "workshop")
            body = snippets.fragment(show, text.body, language, self._probes)
            candidates += [body] if body[1] or not candidates else []
        candidates += self._of_passages(number)
        return snippets.best(candidates, bool(self._probes))

    def _showing(self, document: Document, part: str) -> partial[Snippet]:
        name = f"{document.id}/{part}"
        number = self._opened.number(name)
        experience = () if number is None else self._experience(number)
        return partial(Snippet, name, "highlight", experience=experience)

    def _chosen_first(self, document: Document, text: Text) -> list[tuple[str, str]]:
        """The highlights, those first that discuss a country that is filtered for."""
        wanted = set(self._found.query.selected("experience"))
        if not wanted:
            return list(text.highlights)
        numbers = {part: self._opened.number(f"{document.id}/{part}") for part, _ in text.highlights}
        held = {part: n is not None and bool(wanted & {*self._experience(n)}) for part, n in numbers.items()}
        return sorted(text.highlights, key=lambda pair: not held[pair[0]])

    def _of_passages(self, number: int) -> list[snippets.Marked]:
        found = [(self._passages[n], -n) for n in self._opened.parts(number) if n in self._passages]
        return [self._passage(-n) for _, n in sorted(found, reverse=True)[:PASSAGES]]

    def _passage(self, number: int) -> snippets.Marked:
        document = self._opened.document(number)
        language = self._shown(document)
        locator = document.passage.locator if document.passage else None
        show = partial(Snippet, document.id, "passage", locator=locator)
        return snippets.fragment(show, document.texts[language].body, language, self._probes)

    def _experience(self, number: int) -> tuple[str, ...]:
        return self._opened.facets["experience"].of(number)

    def _reasons(self, document: Document) -> tuple[Reason, ...]:
        if self._found.query.like is not None:
            return related.shared(self._opened, self._found.query.like, document, self._shown(document))
        found: dict[Reason, None] = {}
        for language, text in document.texts.items():
            for field, words in _fields(text):
                for mark in marks(words, language, self._probes):
                    form = words[mark.start : mark.end]
                    found.setdefault(Reason(self._probes[mark.clause].label, form, field))
        for clause in self._facets:
            for value in document.facets.get(clause.facet, ()):
                if value in clause.values:
                    found.setdefault(Reason(f"{clause.facet}:{value}", value, clause.facet))
        return tuple(found)[:REASONS]


def _fields(text: Text) -> list[tuple[str, str]]:
    highlights = [("highlights", words) for _, words in text.highlights]
    return [("title", text.title), *highlights, ("body", text.body), ("names", text.names)]


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
