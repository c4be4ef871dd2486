"""Who a file is made for and what it says of itself: a Reader and Stamps out of the request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from flask_babel import gettext as _

from policysearch.exporters import Audience, Provenance
from policysearch.query import Query
from policysearch.web import search_params
from policysearch.web.addresses import Parameters
from policysearch.web.site import label, labels, language, site
from policysearch.web.view_models.facets import ORDER, titles


def reader() -> Audience:
    """This request's reader; addresses in files are whole and carry nobody's choice."""
    to = site().addresses
    return Audience(
        language(), labels(), lambda document: to.absolute(to.document(document)), site().settings.institution
    )


def of_search(query: Query, total: int) -> Provenance:
    """The stamp of a whole result set."""
    asked = summary(query)
    name = site().settings.name(language())
    return stamp(": ".join(filter(None, (name, asked))), asked, "/", search_params.of(query), total)


def stamp(title: str, query: str, path: str, asked: Parameters, total: int) -> Provenance:
    """The stamp of what is found at ``path`` with the parameters ``asked``, now, in the reader's language."""
    to, settings = site().addresses, site().settings
    return Provenance(
        title=title,
        query=query,
        address=to.absolute(to.bare(path, [*asked, ("lang", language())])),
        generation=site().searcher.generation,
        retrieved_at=datetime.now(UTC),
        language=language(),
        publisher=settings.institution or settings.name(language()),
        total=total,
    )


def summary(query: Query) -> str:
    """What was asked, in words: "credit; Year: 2009, 2010"."""
    return "; ".join(filter(None, (query.text, *_filters(query))))


def _filters(query: Query) -> Iterator[str]:
    named = titles()
    for facet in ORDER:
        values = ", ".join(label(facet, value) for value in query.selected(facet))
        if values:
            yield f"{_('%(name)s:', name=named[facet])} {values}"
