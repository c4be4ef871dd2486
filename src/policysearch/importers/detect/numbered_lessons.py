"""Lessons that are numbered in words: "Lesson 1: Start with one product", "Mensaje 2. Pagar a tiempo"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policysearch.importers.cue_files import Cues
from policysearch.importers.outline import Block, LeftOut, Outline
from policysearch.model.message import message

NUMBER = message("the number of a highlight")
_NUMBERED = (
    r"\W*(?P<label>{numbered_lesson}\s*(?:n\s?[.º°o]{1,2}\s*)?#?\s?(?P<number>\d{1,2}))"
    r"\s*(?:[.:)]|\s[-–—])[-–—\s]*(?=\S)"
)
_LEAST = 2  # of a single one the number may be part of a name


def adapted(outline: Outline, cues: Cues) -> Outline:
    """Return the outline with such paragraphs and headings as items, and their numbers as left out."""
    blocks = tuple(_item(block, cues) for block in outline.blocks)
    labelled = [block for block in blocks if block.label]
    if len(labelled) < _LEAST:
        return outline
    left_out = (LeftOut(block.label, block.part, NUMBER) for block in labelled)
    return replace(outline, blocks=blocks, left_out=(*outline.left_out, *left_out))


def _item(block: Block, cues: Cues) -> Block:
    match = cues.pattern(_NUMBERED).match(block.text) if block.kind != "row" else None
    if not match:
        return block
    text = block.text[match.end() :]
    return replace(block, kind="item", level=1, text=text, number=int(match["number"]), label=match["label"])


def is_first(blocks: Sequence[Block], index: int) -> bool:
    """Return whether the block at ``index`` is the first of such lessons one after the other."""
    return bool(blocks[index].label) and not (index and blocks[index - 1].label)
