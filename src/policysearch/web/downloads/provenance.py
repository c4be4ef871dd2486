"""The audience of a file and its provenance, from the request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from policysearch.exporters import Audience, Provenance
from policysearch.query import Query
from policysearch.search.results import Results
from policysearch.web.addresses import Parameters
from policysearch.web.catalogues import gettext as _
from policysearch.web.search_params import to_params
from policysearch.web.site import label, labels, language, site
from policysearch.web.view_models.facets import ORDER, titles
from policysearch.web.view_models.ranges import ranges
from policysearch.web.view_models.reading_note import reading_note


def audience() -> Audience:
    """Return the reader of this request; addresses in files are full and carry no brief."""
    to = site().addresses
    return Audience(
        language(), labels(), lambda document: to.absolute(to.document(document)), site().settings.institution
    )


def search_provenance(query: Query, results: Results) -> Provenance:
    """Return the provenance of a complete result set, which says how the search was read."""
    text = summary(query)
    name = site().settings.name(language())
    current = provenance(": ".join(filter(None, (name, text))), text, "/", to_params(query), results.total)
    return replace(current, reading=reading_note(results))


def provenance(title: str, query: str, path: str, params: Parameters, total: int) -> Provenance:
    """Return the provenance of what the address of ``path`` and ``params`` shows now, in the reader's language."""
    to, settings = site().addresses, site().settings
    return Provenance(
        title=title,
        query=query,
        address=to.absolute(to.bare(path, [*params, ("lang", language())])),
        generation=site().searcher.generation,
        retrieved_at=datetime.now(UTC),
        language=language(),
        publisher=settings.institution or settings.name(language()),
        total=total,
    )


def summary(query: Query) -> str:
    """Return a query in words: "credit; Year: 2009, 2010"."""
    return "; ".join(filter(None, (query.text, *_filters(query))))


def _filters(query: Query) -> Iterator[str]:
    facet_titles = titles()
    for facet in ORDER:
        values = ", ".join(label(facet, value) for value in query.selected(facet))
        if values:
            yield f"{_('%(name)s:', name=facet_titles[facet])} {values}"
    for title, words, _names in ranges(query).values():
        yield f"{_('%(name)s:', name=title)} {words}"
