"""Results as the API's JSON: keys and their meaning are a contract with programs (README, ``/api``)."""

from __future__ import annotations

from typing import Any

from policysearch.materials import lesson_names
from policysearch.model.document import FACETS, Document
from policysearch.model.workshop import Highlight
from policysearch.query import MAX_WINDOW, Query
from policysearch.search.results import Fact, Hit, Results, Snippet, Suggestion
from policysearch.web.addresses import Addresses, Parameters
from policysearch.web.search_params import RANGES, to_params
from policysearch.web.view_models.labels import Label
from policysearch.web.view_models.notices import notice_text
from policysearch.web.view_models.paging import page_params

JSON = dict[str, Any]
FOLDERS = {"theme": "/themes/", "country": "/countries/"}  # a country is counted where it is host or discussed


class ResultsSerializer:
    """Turns results into JSON for one reader: ``addresses`` makes the links, ``label`` names facets' values."""

    def __init__(self, addresses: Addresses, label: Label, language: str) -> None:
        self._addresses = addresses
        self._label = label
        self._language = language

    def results(self, results: Results) -> JSON:
        """Return a page of results."""
        suggestion, correction = results.suggestion, results.shown_for
        return {
            "query": self.query(results.query),
            "total": results.total,
            "relaxed": results.relaxed,
            "expansions": [{"term": e.term, "also": [*e.also]} for e in results.expansions],
            "notices": [notice_text(notice) for notice in results.notices],
            "suggestion": {"text": suggestion.text, "total": suggestion.total} if suggestion else None,
            "shown_for": {"typed": correction.typed, "searched": correction.searched} if correction else None,
            "missing": [*results.missing],
            "facts": [
                {"kind": fact.kind, "workshop": self._workshop_of(fact), "values": [*fact.values]}
                for fact in results.facts
            ],
            "rescue": [{"drop": way.drop, "total": way.total} for way in results.ways_out],
            "hits": [self.hit(hit) for hit in results.hits],
            "close": [self.hit(hit) for hit in results.close],
            "facets": {facet: self.facet(facet, results) for facet in FACETS},
            "facet_totals": {facet: results.facet_totals.get(facet, 0) for facet in FACETS},
            "links": self.links(results),
            "generation": results.generation,
        }

    def _workshop_of(self, fact: Fact) -> JSON:
        workshop = fact.document.workshop
        title = workshop.text(self._language).title
        return {"id": workshop.slug, "title": title, "url": self.url(workshop.slug)}

    def query(self, query: Query) -> JSON:
        """Return a query under the names of its parameters."""
        return {
            "q": query.text,
            "view": query.view,
            "sort": query.sort,
            "offset": query.offset,
            "limit": query.limit,
            "expand": query.expand,
            "meaning": query.meaning,
            "lang": self._language,
            "year_from": query.years.first if query.years else None,
            "year_to": query.years.last if query.years else None,
            "since": query.since.isoformat() if query.since else None,
            **{facet: [*query.selected(facet)] for facet in FACETS},
        }

    def hit(self, hit: Hit) -> JSON:
        """Return one result; a highlight also has its own words and its workshop."""
        document = hit.document
        workshop = document.workshop
        title = workshop.text(hit.language).title
        record = {
            "id": document.id,
            "kind": document.kind,
            "url": self.url(document.id),
            "title": title,
            "language": hit.language,
            "score": round(hit.score, 4),
            "picked": hit.picked,
            "year": workshop.start.year,
            "start": workshop.start.isoformat(),
            "end": workshop.end.isoformat(),
            "city": workshop.city,
            "country": self.value("country", workshop.country) if workshop.country else None,
            "themes": self.values("theme", document),
            "snippets": [self.snippet(snippet) for snippet in hit.snippets],
            "funders": [*workshop.funders],
            "added": workshop.added.isoformat() if workshop.added else None,
            "updated": workshop.updated.isoformat() if workshop.updated else None,
            "headline": headline(document.highlight(hit.language)),
        }
        if document.kind != "workshop":
            record |= self._highlight_text(hit)
            record["workshop"] = {"id": workshop.slug, "title": title, "url": self.url(workshop.slug)}
        return record

    def lesson(self, document: Document) -> JSON:
        """Return a lesson in the reader's language, where it has that, with its workshop."""
        workshop = document.workshop
        text, highlight = workshop.text(self._language), document.highlight(self._language)
        return {
            "id": document.id,
            "url": self.url(document.id),
            "text": highlight.text if highlight else "",
            "headline": headline(highlight),
            "language": text.language,
            "experience": self.values("experience", document),
            "workshop": {"id": workshop.slug, "title": text.title, "url": self.url(workshop.slug)},
            "year": workshop.start.year,
            "start": workshop.start.isoformat(),
            "end": workshop.end.isoformat(),
            "city": workshop.city,
            "country": self.value("country", workshop.country) if workshop.country else None,
        }

    def _highlight_text(self, hit: Hit) -> JSON:
        snippet = hit.snippets[0] if hit.snippets else None
        return {
            "text": snippet.text if snippet else "",
            "marks": snippet.marks if snippet else (),
            "experience": self.values("experience", hit.document),
        }

    def snippet(self, snippet: Snippet) -> JSON:
        """Return a stretch of text and the positions to mark in it."""
        return {
            "id": snippet.id,
            "kind": snippet.kind,
            "url": self.url(snippet.id),
            "text": snippet.text,
            "marks": snippet.marks,
            "experience": [self.value("experience", code) for code in snippet.experience],
            "locator": snippet.locator,
        }

    def facet(self, facet: str, results: Results) -> list[JSON]:
        """Return a facet's values with their counts."""
        label = self._label
        through = {value: narrower for (name, value), narrower in results.through.items() if name == facet}
        return [
            {
                "value": value,
                "label": label(facet, value),
                "count": count,
                "selected": selected,
                "through": through.get(value),
            }
            for value, count, selected in results.facets.get(facet, ())
        ]

    def links(self, results: Results) -> JSON:
        """Return the addresses of a search: this page of it, its neighbours, for people, as a feed, as a table."""
        query, page = results.query, page_params(results)
        next_offset, previous_offset = query.offset + query.limit, max(query.offset - query.limit, 0)
        params = to_params(query)
        download = [*(pair for pair in params if pair[0] not in RANGES), ("lang", self._language)]
        return {
            "self": self._search(params),
            "next": self._search(page(next_offset)) if _is_reachable(next_offset, results) else None,
            "prev": self._search(page(previous_offset)) if query.offset else None,
            "html": self._full(self._addresses.home(params)),
            "feed": self._full(self._addresses.bare("/feed.atom", download)),
            "csv": self._full(self._addresses.bare("/export.csv", download)),
        }

    def suggestion(self, suggestion: Suggestion) -> JSON:
        """Return a suggestion with the address that it leads to."""
        return {
            "text": suggestion.text,
            "kind": suggestion.kind,
            "value": suggestion.value,
            "count": suggestion.count,
            "url": self._full(suggestion_address(suggestion, self._addresses)),
        }

    def workshop(self, document: Document, generation: str) -> JSON:
        """Return a complete workshop in the reader's language."""
        workshop = document.workshop
        text = workshop.text(self._language)
        return {
            "id": workshop.slug,
            "url": self.url(workshop.slug),
            "title": text.title,
            "language": text.language,
            "translation": text.translation,
            "languages": [*workshop.texts],
            "start": workshop.start.isoformat(),
            "end": workshop.end.isoformat(),
            "mode": workshop.mode,
            "city": workshop.city,
            "region": workshop.region,
            "country": self.value("country", workshop.country) if workshop.country else None,
            "themes": self.values("theme", document),
            "experience": self.values("experience", document),
            "organizers": [*workshop.organizers],
            "partners": [*workshop.partners],
            "funders": [*workshop.funders],
            "series": workshop.series,
            "secretariat": workshop.secretariat,
            "text": text.plain,
            "highlights": [self._highlight(f"{workshop.slug}/{h.id}", h) for h in text.highlights],
            "links": [{"title": link.title, "url": link.url} for link in workshop.links],
            "attachments": [
                {"file": a.file, "title": a.title, "language": a.language, "size": a.size, "passages": a.passages}
                for a in workshop.attachments
            ],
            "source": workshop.source,
            "rights": workshop.rights,
            "contact": workshop.contact,
            "added": workshop.added.isoformat() if workshop.added else None,
            "updated": workshop.updated.isoformat() if workshop.updated else None,
            "generation": generation,
        }

    def _highlight(self, document_id: str, highlight: Highlight) -> JSON:
        names = {"id": document_id, "url": self.url(document_id), "headline": headline(highlight)}
        return {**names, "text": highlight.text}

    def values(self, facet: str, document: Document) -> list[JSON]:
        """Return the values that a document has of a facet, with their names."""
        return [self.value(facet, value) for value in document.facets.get(facet, ())]

    def value(self, facet: str, value: str) -> JSON:
        """Return a facet's value with its name in the reader's language."""
        return {"value": value, "label": self._label(facet, value)}

    def url(self, document_id: str) -> str:
        """Return a document's full address."""
        return self._full(self._addresses.document(document_id))

    def _search(self, params: Parameters) -> str:
        return self._full(self._addresses.api_search(params))

    def _full(self, path: str) -> str:
        return self._addresses.absolute(path)


def headline(highlight: Highlight | None) -> str | None:
    """Return the headline of a lesson; None where it has none."""
    return (lesson_names.headline(highlight) or None) if highlight else None


def _is_reachable(offset: int, results: Results) -> bool:
    return offset < results.total and offset + results.query.limit <= MAX_WINDOW


def suggestion_address(suggestion: Suggestion, addresses: Addresses) -> str:
    """Return the address of a suggestion: a workshop, theme or country, a facet's results, or a search for a phrase."""
    if suggestion.kind == "title":
        return addresses.document(suggestion.value)
    if suggestion.kind in FOLDERS:
        return addresses.path(f"{FOLDERS[suggestion.kind]}{suggestion.value}")
    if suggestion.kind in FACETS:
        return addresses.home([("q", ""), (suggestion.kind, suggestion.value)])
    return addresses.home([("q", suggestion.text)])
