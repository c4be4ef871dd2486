"""Results as the API's JSON: keys and their meaning are a contract with programs (README, ``/api``)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from policysearch.model.document import FACETS, Document
from policysearch.query import MAX_WINDOW, Query
from policysearch.search.results import Hit, Results, Snippet, Suggestion
from policysearch.web import search_params
from policysearch.web.addresses import Addresses
from policysearch.web.view_models.labels import Label
from policysearch.web.view_models.notices import notice_text

JSON = dict[str, Any]
FOLDERS = {"theme": "/themes/", "country": "/countries/"}  # a country is counted where it is host or discussed


class Answer:
    """Words results for one reader's ``language``: ``addresses`` makes the links, ``label`` names facets' values."""

    def __init__(self, addresses: Addresses, label: Label, language: str) -> None:
        self._addresses = addresses
        self._label = label
        self._language = language

    def results(self, results: Results) -> JSON:
        """A page of results."""
        suggestion = results.suggestion
        return {
            "query": self.query(results.query),
            "total": results.total,
            "relaxed": results.relaxed,
            "expansions": [{"term": e.term, "also": [*e.also]} for e in results.expansions],
            "notices": [notice_text(notice) for notice in results.notices],
            "suggestion": {"text": suggestion.text, "total": suggestion.total} if suggestion else None,
            "rescue": [{"drop": way.drop, "total": way.total} for way in results.ways_out],
            "hits": [self.hit(hit) for hit in results.hits],
            "facets": {facet: self.facet(facet, results) for facet in FACETS},
            "facet_totals": {facet: results.facet_totals.get(facet, 0) for facet in FACETS},
            "links": self.links(results),
            "generation": results.generation,
        }

    def query(self, query: Query) -> JSON:
        """What was asked, under the parameters' own names."""
        return {
            "q": query.text,
            "view": query.view,
            "sort": query.sort,
            "offset": query.offset,
            "limit": query.limit,
            "expand": query.expand,
            "lang": self._language,
            **{facet: [*query.selected(facet)] for facet in FACETS},
        }

    def hit(self, hit: Hit) -> JSON:
        """One result; a highlight also has its own words and its workshop."""
        document = hit.document
        workshop = document.workshop
        title = workshop.text(hit.language).title
        answer = {
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
            "country": self.labelled("country", workshop.country) if workshop.country else None,
            "themes": [self.labelled("theme", theme) for theme in document.facets.get("theme", ())],
            "snippets": [self.snippet(snippet) for snippet in hit.snippets],
        }
        if document.kind != "workshop":
            answer |= self._own_words(hit)
            answer["workshop"] = {"id": workshop.slug, "title": title, "url": self.url(workshop.slug)}
        return answer

    def _own_words(self, hit: Hit) -> JSON:
        snippet = hit.snippets[0] if hit.snippets else None
        experience = hit.document.facets.get("experience", ())
        return {
            "text": snippet.text if snippet else "",
            "marks": snippet.marks if snippet else (),
            "experience": [self.labelled("experience", code) for code in experience],
        }

    def snippet(self, snippet: Snippet) -> JSON:
        """A stretch of text and what to mark in it."""
        return {
            "id": snippet.id,
            "kind": snippet.kind,
            "url": self.url(snippet.id),
            "text": snippet.text,
            "marks": snippet.marks,
            "experience": [self.labelled("experience", code) for code in snippet.experience],
            "locator": snippet.locator,
        }

    def facet(self, facet: str, results: Results) -> list[JSON]:
        """A facet's values with their counts."""
        names = self._label.of(facet)
        return [
            {"value": value, "label": names[value], "count": count, "selected": selected}
            for value, count, selected in results.facets.get(facet, ())
        ]

    def links(self, results: Results) -> JSON:
        """The same search: this page of it, its neighbours, for people, as a feed, as a table."""
        query = results.query
        after, before = query.offset + query.limit, query.offset - query.limit
        taken = [*search_params.of(replace(query, offset=0, limit=10)), ("lang", self._language)]
        return {
            "self": self._search(query),
            "next": self._search(replace(query, offset=after)) if _reachable(after, results) else None,
            "prev": self._search(replace(query, offset=max(before, 0))) if query.offset else None,
            "html": self._full(self._addresses.home(search_params.of(query))),
            "feed": self._full(self._addresses.bare("/feed.atom", taken)),
            "csv": self._full(self._addresses.bare("/export.csv", taken)),
        }

    def suggestion(self, suggestion: Suggestion) -> JSON:
        """What a reader may mean, and where it leads."""
        return {
            "text": suggestion.text,
            "kind": suggestion.kind,
            "value": suggestion.value,
            "count": suggestion.count,
            "url": self._full(suggested(suggestion, self._addresses)),
        }

    def labelled(self, facet: str, value: str) -> JSON:
        """A value with its name in the reader's language."""
        return {"value": value, "label": self._label(facet, value)}

    def url(self, document_id: str) -> str:
        """A document's full address."""
        return self._full(self._addresses.document(document_id))

    def _search(self, query: Query) -> str:
        return self._full(self._addresses.api_search(search_params.of(query)))

    def _full(self, path: str) -> str:
        return self._addresses.absolute(path)


def _reachable(offset: int, results: Results) -> bool:
    return offset < results.total and offset + results.query.limit <= MAX_WINDOW


def suggested(suggestion: Suggestion, addresses: Addresses) -> str:
    """Where a suggestion leads: a workshop's, theme's or country's page, a facet's results, a search for the phrase."""
    if suggestion.kind == "title":
        return addresses.document(suggestion.value)
    if suggestion.kind in FOLDERS:
        return addresses.path(f"{FOLDERS[suggestion.kind]}{suggestion.value}")
    if suggestion.kind in FACETS:
        return addresses.home([("q", ""), (suggestion.kind, suggestion.value)])
    return addresses.home([("q", suggestion.text)])


def workshop(document: Document, answer: Answer, generation: str) -> JSON:
    """A whole workshop in the reader's language."""
    held = document.workshop
    text = held.text(answer.query(Query())["lang"])
    return {
        "id": held.slug,
        "url": answer.url(held.slug),
        "title": text.title,
        "language": text.language,
        "translation": text.translation,
        "languages": [*held.texts],
        "start": held.start.isoformat(),
        "end": held.end.isoformat(),
        "city": held.city,
        "region": held.region,
        "country": answer.labelled("country", held.country) if held.country else None,
        "themes": [answer.labelled("theme", theme) for theme in document.facets.get("theme", ())],
        "experience": [answer.labelled("experience", code) for code in document.facets.get("experience", ())],
        "organizers": [*held.organizers],
        "partners": [*held.partners],
        "funders": [*held.funders],
        "series": held.series,
        "secretariat": held.secretariat,
        "text": text.plain,
        "highlights": [
            {"id": f"{held.slug}/{h.id}", "url": answer.url(f"{held.slug}/{h.id}"), "text": h.text}
            for h in text.highlights
        ],
        "links": [{"title": link.title, "url": link.url} for link in held.links],
        "attachments": [
            {"file": a.file, "title": a.title, "language": a.language, "size": a.size, "passages": a.passages}
            for a in held.attachments
        ],
        "source": held.source,
        "rights": held.rights,
        "contact": held.contact,
        "added": held.added.isoformat() if held.added else None,
        "updated": held.updated.isoformat() if held.updated else None,
        "generation": generation,
    }
