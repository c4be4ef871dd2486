"""Facts above the hits, as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from policysearch.search.results import Fact, Results
from policysearch.web.addresses import Addresses
from policysearch.web.catalogues import gettext as _
from policysearch.web.formats import days


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact in the reader's words, with the workshop that it is of."""

    name: str
    text: str
    title: str
    address: str


def shown_facts(results: Results, to: Addresses, language: str) -> list[ShownFact]:
    """Return the facts of ``results`` for a reader of ``language``."""
    names = {
        "funder": _("Funded by"),
        "organizer": _("Organized by"),
        "place": _("Held in"),
        "date": _("Held on"),
    }
    return [
        ShownFact(
            names[fact.kind],
            _text(fact),
            fact.document.workshop.text(language).title,
            to.document(fact.document.workshop.slug),
        )
        for fact in results.facts
    ]


def _text(fact: Fact) -> str:
    workshop = fact.document.workshop
    return days(workshop.start, workshop.end) if fact.kind == "date" else ", ".join(fact.values)
