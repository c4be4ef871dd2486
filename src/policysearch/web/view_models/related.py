"""Related workshops and lessons: similar by content, with what both share."""

from __future__ import annotations

from dataclasses import dataclass

from policysearch.model.document import Document
from policysearch.query import Query, View
from policysearch.search.results import Hit
from policysearch.web.catalogues import gettext as _
from policysearch.web.site import label, language, search

MAX_NEIGHBOURS = 3
MAX_SHARED = 6


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A related document. ``shared`` are the themes, countries and significant words that both have.

    ``by_meaning`` says that meaning was compared too.
    """

    id: str
    hit: Hit
    shared: tuple[str, ...]
    by_meaning: bool = False


def related(document: Document) -> list[Neighbour]:
    """Return the closest documents of the same kind, of those that share anything which words can name."""
    if document.kind == "passage":
        return []
    view: View = "highlights" if document.kind == "highlight" else "workshops"
    query = Query(like=document.id, view=view, limit=MAX_NEIGHBOURS * 3, language=language())
    results = search(query)
    is_by_meaning = results.meaning == "used"
    neighbours = [
        Neighbour(hit.document.id, hit, _shared(document, hit), is_by_meaning)
        for hit in results.hits
        if hit.document.id != document.id
    ]
    close = [Neighbour(hit.document.id, hit, (_("close in meaning"),), is_by_meaning) for hit in results.close]
    return [neighbour for neighbour in (*neighbours, *close) if neighbour.shared][:MAX_NEIGHBOURS]


def _shared(document: Document, hit: Hit) -> tuple[str, ...]:
    """Return the names of shared themes and countries, then shared words that are no part of those names."""

    def shared_labels(facet: str) -> list[str]:
        values = document.facets.get(facet, ())
        return [label(facet, value) for value in hit.document.facets.get(facet, ()) if value in values]

    names = [*shared_labels("theme"), *shared_labels("experience")]
    name_words = {word for name in names for word in name.casefold().split()}
    words = dict.fromkeys(reason.form for reason in hit.reasons if reason.form.casefold() not in name_words)
    return (*names, *(_("“%(form)s”", form=word) for word in words))[:MAX_SHARED]
