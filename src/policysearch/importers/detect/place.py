"""A place as far as the words of a document say, and the names that it may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from policysearch.importers.cue_files import Cues

_MAX_NAME_WORDS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A place as far as the words say: what they do not say is empty.

    ``country`` is an ISO 3166 code; ``doubt`` says what is not settled. ``brazilian_state`` is the state of a place
    that may be in Brazil by its code alone.
    """

    city: str = ""
    region: str = ""
    country: str = ""
    doubt: str = ""
    brazilian_state: str = ""


def us_state(name: str, cues: Cues) -> str:
    """Return the English name of the state of the USA called ``name``, or an empty text."""
    by_name = states("us_state", cues)
    return by_name.get(name.lower(), by_name.get(name, ""))


@cache
def states(key: str, cues: Cues) -> Mapping[str, str]:
    """Return the states' names by their codes in capitals and by their names in lower case; the first of a code."""
    entries = [entry.partition(" ") for entry in cues.phrases[key]]
    first = {code: name for code, _, name in reversed(entries)}
    return first | {name.lower(): first[code] for code, _, name in entries}


def is_name(words: str) -> bool:
    """Return whether ``words`` may be the name of a place."""
    return words[:1].isupper() and len(words.split()) <= _MAX_NAME_WORDS and not any(c.isdigit() for c in words)
