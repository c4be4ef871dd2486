"""Answers to questions out of the fields of the workshops that were found."""

from __future__ import annotations

from collections.abc import Sequence

from policysearch.model.workshop import Workshop
from policysearch.query import Question
from policysearch.search.results import Fact, Hit
from policysearch.vocabulary import country_name

MAX_FACTS = 3


def facts(question: Question | None, hits: Sequence[Hit], language: str) -> tuple[Fact, ...]:
    """Return the answers of the first workshops among ``hits`` that have one, each workshop once."""
    if question is None:
        return ()
    workshops = {hit.document.workshop.slug: hit.document for hit in reversed(hits)}
    slugs = dict.fromkeys(hit.document.workshop.slug for hit in hits)
    answers = (
        Fact(question.kind, workshops[slug], values)
        for slug in slugs
        if (values := _values(question.kind, workshops[slug].workshop, language))
    )
    return tuple(answer for answer, _ in zip(answers, range(MAX_FACTS), strict=False))


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
