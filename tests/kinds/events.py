"""Workshops with all the fields that questions are asked of."""

from collections.abc import Sequence
from dataclasses import replace

from policysearch.model.workshop import Workshop
from tests.engines.factories import workshop


def event_workshop(
    slug: str,
    title: str,
    lessons: Sequence[str],
    language: str,
    start: str,
    city: str,
    country: str,
    theme: str,
    funders: str,
    organizers: str,
) -> Workshop:
    """Return a workshop of one day; semicolons stand between bodies."""
    written = workshop(slug, title, *lessons, language=language, start=start, country=country, themes=(theme,))
    bodies = [tuple(filter(None, names.split("; "))) for names in (funders, organizers)]
    return replace(written, city=city, funders=bodies[0], organizers=bodies[1])
