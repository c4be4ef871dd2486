"""Related workshops and lessons: similar by content, with what both share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from policysearch.model.document import Document
from policysearch.query import Query, View
from policysearch.search.results import Hit, Results
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
    query = Query(like=document.id, view=view, limit=MAX_NEIGHBOURS * 3, language=language(), facets=())
    results = search(query)
    return [*islice(_neighbours(document, results), MAX_NEIGHBOURS)]


def _neighbours(document: Document, results: Results) -> Iterator[Neighbour]:
    """Yield those of the hits that share anything; what each shares is worked out when it is its turn."""
    is_by_meaning = results.meaning == "used"
    for hit in results.hits:
        if hit.document.id != document.id and (shared := _shared(document, hit)):
            yield Neighbour(hit.document.id, hit, shared, is_by_meaning)
    for hit in results.close:
        yield Neighbour(hit.document.id, hit, (_("close in meaning"),), is_by_meaning)


def _shared(document: Document, hit: Hit) -> tuple[str, ...]:
    """Return the names of shared themes and countries, then shared words that are no part of those names."""

    def shared_labels(facet: str) -> list[str]:
        values = document.facets.get(facet, ())
        return [label(facet, value) for value in hit.document.facets.get(facet, ()) if value in values]

    names = [*shared_labels("theme"), *shared_labels("experience")]
    name_words = {word for name in names for word in name.casefold().split()}
    words = dict.fromkeys(reason.form for reason in hit.reasons if reason.form.casefold() not in name_words)
    return (*names, *(_("“%(form)s”", form=word) for word in words))[:MAX_SHARED]
