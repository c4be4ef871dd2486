"""Whether a document tells of workshops at all, or is a law, a form, a paper."""

from __future__ import annotations

from collections.abc import Sequence

from policysearch.importers.cue_files import Cues
from policysearch.importers.event_drafts import Draft
from policysearch.importers.outline import Outline

_OPENING_BLOCKS, _OPENING_CHARACTERS = 40, 4_000
_MANY = 3  # drafts: of more of them most have to be workshops by themselves
_EVENT = r"\b{event gathering}"


def tells_of_workshops(outline: Outline, drafts: Sequence[Draft], cues: Cues) -> bool:
    """Return whether a document with these drafts is about workshops."""
    if outline.fields.get("title") or outline.unit == "slide":
        return True
    sure = [draft for draft in drafts if _is_workshop(draft, cues)]
    if len(drafts) > _MANY:
        return len(sure) * 2 >= len(drafts)
    opening = " ".join(block.text for block in outline.blocks[:_OPENING_BLOCKS])[:_OPENING_CHARACTERS]
    names_event = cues.pattern(_EVENT).search(opening) is not None
    return bool(sure) or any(_has_day_or_lessons(draft) and names_event for draft in drafts)


def _is_workshop(draft: Draft, cues: Cues) -> bool:
    is_called_so = cues.pattern(_EVENT).search(draft.text("title")) is not None
    has_place = bool(draft.text("start") and draft.text("country"))
    return is_called_so or has_place or bool(draft.highlights and draft.text("start"))


def _has_day_or_lessons(draft: Draft) -> bool:
    return bool(draft.text("start") or draft.text("country") or draft.highlights)
