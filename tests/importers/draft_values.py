"""The values of a draft, in the form in which the expected ones are written down."""

from collections.abc import Iterable
from datetime import date

from policysearch.importers.event_drafts import Draft


def values(draft: Draft, names: Iterable[str]) -> dict[str, object]:
    """Return the values by name: days as dates, links as (title, url)."""
    return {name: _value(draft, name) for name in names}


def _value(draft: Draft, name: str) -> object:
    if name in ("highlights", "reviews"):
        return getattr(draft, name)
    value = draft.fields[name]
    if name in ("start", "end"):
        return date.fromisoformat(value) if value else None
    return tuple((link["title"], link["url"]) for link in value) if name == "links" else value
