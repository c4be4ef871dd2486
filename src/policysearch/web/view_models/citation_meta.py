"""The citation of a workshop or a lesson for programs (in plain words: ``exporters.citation``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from policysearch.exporters.citation import place
from policysearch.model.workshop import Workshop


def event(workshop: Workshop, language: str, country: str, description: str, address: str) -> dict[str, Any]:
    """Return schema.org's Event, with no more than the source states."""
    text = workshop.text(language)
    parts = {"addressLocality": workshop.city, "addressRegion": workshop.region, "addressCountry": workshop.country}
    properties: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": text.title,
        "inLanguage": text.language,
        "startDate": workshop.start.isoformat(),
        "endDate": workshop.end.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "description": description,
        "url": address,
        "location": {
            "@type": "Place",
            "name": place(workshop, country),
            "address": {"@type": "PostalAddress", **{key: value for key, value in parts.items() if value}},
        },
        "organizer": [{"@type": "Organization", "name": name} for name in workshop.organizers],
        "contributor": [{"@type": "Organization", "name": name} for name in workshop.partners],
        "funder": [{"@type": "Organization", "name": name} for name in workshop.funders],
    }
    if workshop.series:
        properties["superEvent"] = {"@type": "EventSeries", "name": workshop.series}
    return {key: value for key, value in properties.items() if value}


def zotero(workshop: Workshop, language: str, title: str, country: str, institution: str) -> list[tuple[str, str]]:
    """Return (name, content) of the meta tags that reference managers read."""
    text = workshop.text(language)
    published: date = workshop.start
    authors = [*workshop.organizers] or [workshop.secretariat or institution]
    tags = [
        ("citation_title", title),
        *(("citation_author", author) for author in authors),
        ("citation_publication_date", published.strftime("%Y/%m/%d")),
        ("citation_conference_title", text.title),
        ("citation_conference_place", place(workshop, country)),
        ("citation_publisher", institution),
        ("citation_language", text.language),
    ]
    return [(name, content) for name, content in tags if content]
