"""A table's row, as cells of blocks -> blocks: a line of cells, or what its one cell or its label with lines says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policysearch.importers.formats import text
from policysearch.importers.outline import NO_PLACE, Block

_LABEL = re.compile(r"[^\W\d][^\d|]{1,39}")


def blocks(cells: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Yield the blocks of a row whose cells have these blocks."""
    if len(cells) == 1:
        yield from cells[0]
        return
    if _is_label_with_lines(cells):
        yield replace(cells[0][0], kind="heading", level=8)
        yield from text.typed_items(cells[1])
        return
    texts = [" ".join(block.text for block in cell) for cell in cells]
    links = tuple(link for cell in cells for block in cell for link in block.links)
    place = next((block.place for cell in cells for block in cell), NO_PLACE)
    yield Block("row", " | ".join(texts) if any(texts) else "", links=links, place=place)


def _is_label_with_lines(cells: Sequence[Sequence[Block]]) -> bool:
    """Return whether a row is a label and several lines: "Organizers | first / second"."""
    is_pair = len(cells) == 2 and len(cells[0]) == 1 and len(cells[1]) > 1
    return is_pair and _LABEL.fullmatch(cells[0][0].text) is not None
