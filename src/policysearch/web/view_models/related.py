"""Related workshops and lessons: by content, saying why."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from policysearch.model.document import Document
from policysearch.query import Query, View
from policysearch.search.results import Hit
from policysearch.web.site import label, language, site

MOST = 3
MOST_SHARED = 6


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A related document and why it is one: ``both`` are the themes, countries and telling words they share."""

    id: str
    hit: Hit
    both: tuple[str, ...]


def related(document: Document) -> list[Neighbour]:
    """The closest of the same kind; none whose closeness cannot be told in words."""
    if document.kind == "passage":
        return []
    view: View = "highlights" if document.kind == "highlight" else "workshops"
    found = site().searcher.search(Query(like=document.id, view=view, limit=MOST * 3, language=language()))
    neighbours = (
        Neighbour(hit.document.id, hit, _shared(document, hit)) for hit in found.hits if hit.document.id != document.id
    )
    return [neighbour for neighbour in neighbours if neighbour.both][:MOST]


def _shared(document: Document, hit: Hit) -> tuple[str, ...]:
    """Themes and countries by their names, then words that are no part of those names."""

    def values(facet: str) -> list[str]:
        ours = document.facets.get(facet, ())
        return [label(facet, value) for value in hit.document.facets.get(facet, ()) if value in ours]

    named = [*values("theme"), *values("experience")]
    told = {word for name in named for word in name.casefold().split()}
    words = dict.fromkeys(reason.form for reason in hit.reasons if reason.form.casefold() not in told)
    return (*named, *(_("“%(form)s”", form=word) for word in words))[:MOST_SHARED]
