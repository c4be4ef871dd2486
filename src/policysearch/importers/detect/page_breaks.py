"""Paragraphs and items that a page's end divides, put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from policysearch.importers.outline import Block

_SENTENCE_END = re.compile(r"[.:;!?»”)]\s*$")


def rejoined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks, a paragraph that goes on at the top of the next page joined to its beginning."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and block.part > last.part and block.kind == "paragraph" and _is_unfinished(last, block):
            joined[-1] = replace(last, text=f"{last.text} {block.text}", links=last.links + block.links)
        else:
            joined.append(block)
    return tuple(joined)


def _is_unfinished(block: Block, following: Block) -> bool:
    is_text = block.kind in ("paragraph", "item") and not _SENTENCE_END.search(block.text)
    return is_text and following.text[:1].islower()
