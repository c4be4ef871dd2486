"""What the author of a brief writes before one of its lessons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class BriefNote(NamedTuple):
    """A heading of one line, and a text of any; either may be empty."""

    heading: str
    text: str


BriefNotes = Mapping[str, BriefNote]  # by the id of the lesson that a note stands before
