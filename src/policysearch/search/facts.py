"""Answers to questions out of the fields of the workshops that were found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from policysearch.model.document import Document
from policysearch.model.workshop import Workshop
from policysearch.query import Question
from policysearch.search.results import Fact, Hit
from policysearch.vocabulary import country_name

MAX_FACTS = 3


def facts(question: Question | None, hits: Sequence[Hit], language: str) -> tuple[Fact, ...]:
    """Return the answers of the first workshops among ``hits`` that have one, each workshop once."""
    if question is None:
        return ()
    first_documents: dict[str, Document] = {}  # of each workshop, in the order of the hits
    for hit in hits:
        first_documents.setdefault(hit.document.workshop.slug, hit.document)
    answers = (
        Fact(question.kind, document, values)
        for document in first_documents.values()
        if (values := _values(question.kind, document.workshop, language))
    )
    return tuple(islice(answers, MAX_FACTS))


def _values(kind: str, workshop: Workshop, language: str) -> tuple[str, ...]:
    match kind:
        case "funder":
            return workshop.funders
        case "organizer":
            return workshop.organizers
        case "place":
            country = country_name(workshop.country, language) if workshop.country else ""
            return tuple(filter(None, (workshop.city, workshop.region, country)))
    return workshop.start.isoformat(), workshop.end.isoformat()
