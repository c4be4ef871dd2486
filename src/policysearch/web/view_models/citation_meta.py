"""The citation of a workshop or a lesson for programs (in plain words: ``exporters.citation``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policysearch.exporters.citation import place
from policysearch.materials import lesson_names
from policysearch.model.period import precision, written
from policysearch.model.workshop import Highlight, Workshop

_ATTENDANCE = {"": "Offline", "online": "Online", "hybrid": "Mixed"}


def event(workshop: Workshop, language: str, country: str, description: str, address: str) -> dict[str, Any]:
    """Return schema.org's Event, with no more than the source states."""
    text = workshop.text(language)
    known_to = precision(workshop.start, workshop.end)
    parts = {"addressLocality": workshop.city, "addressRegion": workshop.region, "addressCountry": workshop.country}
    properties: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": text.title,
        "inLanguage": text.language,
        "startDate": written(workshop.start, known_to),
        "endDate": written(workshop.end, known_to),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{_ATTENDANCE[workshop.mode]}EventAttendanceMode",
        "description": description,
        "url": address,
        "location": {
            "@type": "Place",
            "name": place(workshop, country, language),
            "address": {"@type": "PostalAddress", **{key: value for key, value in parts.items() if value}},
        },
        "organizer": [{"@type": "Organization", "name": name} for name in workshop.organizers],
        "contributor": [{"@type": "Organization", "name": name} for name in workshop.partners],
        "funder": [{"@type": "Organization", "name": name} for name in workshop.funders],
    }
    if workshop.series:
        properties["superEvent"] = {"@type": "EventSeries", "name": workshop.series}
    return {key: value for key, value in properties.items() if value}


def quotation(
    lesson: Highlight, language: str, address: str, event: dict[str, Any], names: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Return schema.org's Quotation for a lesson, as a part of its ``event``; ``names`` are those of its facets."""
    return {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "name": lesson_names.name(lesson),
        "text": lesson.text,
        "inLanguage": language,
        "url": address,
        "isPartOf": {key: value for key, value in event.items() if key != "@context"},
        **_unless_empty("about", [{"@type": "Thing", "name": name} for name in names["theme"]]),
        **_unless_empty("spatialCoverage", [{"@type": "Place", "name": name} for name in names["experience"]]),
    }


def _unless_empty(name: str, values: list[dict[str, str]]) -> dict[str, Any]:
    return {name: values} if values else {}


def zotero(workshop: Workshop, language: str, title: str, country: str, institution: str) -> list[tuple[str, str]]:
    """Return (name, content) of the meta tags that reference managers read."""
    text = workshop.text(language)
    published = written(workshop.start, precision(workshop.start, workshop.end)).replace("-", "/")
    authors = [*workshop.organizers] or [workshop.secretariat or institution]
    tags = [
        ("citation_title", title),
        *(("citation_author", author) for author in authors),
        ("citation_publication_date", published),
        ("citation_conference_title", text.title),
        ("citation_conference_place", place(workshop, country, language)),
        ("citation_publisher", institution),
        ("citation_language", text.language),
    ]
    return [(name, content) for name, content in tags if content]
