"""Lists of those who took part: left out of drafts, since their names are not ours to publish."""

from __future__ import annotations

from collections.abc import Sequence

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import headings
from policysearch.importers.outline import Block, LeftOut
from policysearch.model.message import message

REASON = message("a list of participants")
_MAX_HEADING = 120  # characters
_MAX_LINE_WORDS = 30


def without_participants(blocks: Sequence[Block], cues: Cues) -> tuple[list[Block], tuple[LeftOut, ...]]:
    """Return the blocks without lists of participants, and those lists with their headings."""
    rest: list[Block] = []
    lines: list[Block] = []
    list_kind = ""
    for block in blocks:
        kind = _kind(block, cues)
        if kind:
            list_kind = kind
            lines.append(block)
        elif list_kind and _goes_on(block, list_kind, cues):
            lines.append(block)
        else:
            list_kind = ""
            rest.append(block)
    has_names = len(lines) > 1
    if not has_names:
        return list(blocks), ()
    return rest, tuple(LeftOut(block.text, block.part, REASON) for block in lines)


def has_participants(blocks: Sequence[Block], cues: Cues) -> bool:
    """Return whether there is the heading of such a list, or names under "Participants"."""
    return any(_kind(block, cues) == "list" for block in blocks) or bool(without_participants(blocks, cues)[1])


def _kind(block: Block, cues: Cues) -> str:
    """Return "list" for "List of participants", "heading" for "Participants", else an empty text."""
    if block.kind == "item" or len(block.text) > _MAX_HEADING:
        return ""
    folded, table = headings.fold(block.text), cues.without_accents
    if table.pattern(r"(?:{annex}\W*\w{0,4}\W+)?{participants_list}").match(folded):
        return "list"
    return "heading" if table.pattern("{participants}").fullmatch(folded) else ""


def _goes_on(block: Block, list_kind: str, cues: Cues) -> bool:
    """Return whether a block is one of a list's lines."""
    if block.kind == "heading" or headings.is_generic(block.text, cues):
        return False
    is_line = block.kind in ("item", "row") or not block.text.rstrip().endswith((".", ":", "!", "?"))
    return is_line and len(block.text.split()) <= _MAX_LINE_WORDS if list_kind == "heading" else True
