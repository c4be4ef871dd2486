"""Related workshops and lessons: similar by content, with what both share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from policysearch.model.document import Document
from policysearch.query import Query, View
from policysearch.search.results import Hit, Results
from policysearch.web.catalogues import gettext as _
from policysearch.web.formats import lesson_name, place
from policysearch.web.site import label, language, search, site
from policysearch.web.view_models.neighbour import Neighbour

MAX_NEIGHBOURS = 3
MAX_SHARED = 6


def related(document: Document) -> tuple[Neighbour, ...]:
    """Return the closest documents of the same kind, of those that share anything which words can name.

    They are kept: looking for them takes longer than all else of a workshop's page.
    """
    if document.kind == "passage":
        return ()
    key, cache, version = (document.id, language()), site().related, site().searcher.version
    neighbours = cache.get(version, key)
    if neighbours is None:
        neighbours, is_final = _related(document)
        if is_final:
            cache.put(version, key, neighbours)
    return neighbours


def _related(document: Document) -> tuple[tuple[Neighbour, ...], bool]:
    """Return the neighbours, and whether the same are found the next time."""
    view: View = "highlights" if document.kind == "highlight" else "workshops"
    query = Query(like=document.id, view=view, limit=MAX_NEIGHBOURS * 3, language=language(), facets=())
    results = search(query)
    return (*islice(_neighbours(document, results), MAX_NEIGHBOURS),), results.is_final


def _neighbours(document: Document, results: Results) -> Iterator[Neighbour]:
    """Yield those of the hits that share anything; what each shares is worked out when it is its turn."""
    is_by_meaning = results.meaning == "used"
    for hit in results.hits:
        if hit.document.id != document.id and (shared := _shared(document, hit)):
            yield _neighbour(hit, shared, is_by_meaning)
    for hit in results.close:
        yield _neighbour(hit, (_("close in meaning"),), is_by_meaning)


def _neighbour(hit: Hit, shared: tuple[str, ...], is_by_meaning: bool) -> Neighbour:
    document = hit.document
    text, highlight = document.workshop.text(language()), document.highlight(language())
    name, workshop = lesson_name(highlight) if highlight else text.title, document.workshop
    return Neighbour(document.id, name, text.language, place(workshop), workshop.start.year, shared, is_by_meaning)


def _shared(document: Document, hit: Hit) -> tuple[str, ...]:
    """Return the names of shared themes and countries, then shared words that are no part of those names."""

    def shared_labels(facet: str) -> list[str]:
        values = document.facets.get(facet, ())
        return [label(facet, value) for value in hit.document.facets.get(facet, ()) if value in values]

    names = [*shared_labels("theme"), *shared_labels("experience")]
    name_words = {word for name in names for word in name.casefold().split()}
    words = dict.fromkeys(reason.form for reason in hit.reasons if reason.form.casefold() not in name_words)
    return (*names, *(_("“%(form)s”", form=word) for word in words))[:MAX_SHARED]
