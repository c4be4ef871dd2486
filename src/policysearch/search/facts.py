"""Answers to questions out of the fields of the workshops that were found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from policysearch.model.document import Document
from policysearch.model.workshop import Workshop
from policysearch.query import Question
from policysearch.search.results import Fact, Hit
from policysearch.text import terms
from policysearch.vocabulary import country_name

MAX_FACTS = 3


def facts(question: Question | None, hits: Sequence[Hit], language: str) -> tuple[Fact, ...]:
    """Return the answers of the first workshops among ``hits`` that have one, each workshop once.

    Those whose title or place the question names come first: others may only mention it.
    """
    if question is None:
        return ()
    first_documents: dict[str, Document] = {}  # of each workshop, in the order of the hits
    for hit in hits:
        first_documents.setdefault(hit.document.workshop.slug, hit.document)
    documents = sorted(
        first_documents.values(), key=lambda document: not _is_named(question.subject, document.workshop)
    )
    answers = (
        Fact(question.kind, document, values)
        for document in documents
        if (values := _values(question.kind, document.workshop, language))
    )
    return tuple(islice(answers, MAX_FACTS))


def _is_named(subject: str, workshop: Workshop) -> bool:
    """Return whether all words of ``subject`` are in the workshop's title and place, in one of its languages."""
    for language, text in workshop.texts.items():
        country = country_name(workshop.country, language) if workshop.country else ""
        names = f"{text.title} {workshop.city} {workshop.region} {country}"
        if {*terms(subject, language)} <= {*terms(names, language)}:
            return True
    return False


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
