"""Labels of facet values."""

from __future__ import annotations

from policysearch.vocabulary.countries import country_name
from policysearch.vocabulary.model import Vocabulary


def label(vocabulary: Vocabulary, facet: str, value: str, language: str) -> str:
    """Return the label of ``value`` in ``language``; the value itself where it has none."""
    if facet == "experience":
        for region in vocabulary.regions:
            if region.id == value:
                return region.label.get(language) or next(iter(region.names), value)
    if facet in ("country", "experience"):
        return country_name(value, language)
    if facet == "theme":
        theme = next((theme for theme in vocabulary.themes if theme.id == value), None)
        return (theme.label.get(language) or theme.label.get("en") or value) if theme else value
    if facet == "language":
        from babel import Locale  # a search starts sooner without it

        return str(Locale(language).languages.get(value, value))
    return value
