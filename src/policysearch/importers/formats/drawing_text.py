"""The words in drawings of office documents: diagrams (SmartArt) and charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from policysearch.importers.outline import Block, clean

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NO_NODES = {"parTrans", "sibTrans", "pres"}  # points of a diagram that are arrows and layout


def blocks(drawing: Any, part: Any, number: int = 1) -> Iterator[Block]:
    """Yield the words of the diagrams and charts that a drawing's element refers to in the package of ``part``."""
    for reference in drawing.iter(f"{_D}relIds"):
        if root := _root(part, reference.get(f"{_R}dm")):
            yield from (Block("item", line, 1, number) for line in _diagram(root[0]))
    for reference in drawing.iter(f"{_C}chart"):
        if root := _root(part, reference.get(f"{_R}id")):
            yield from _chart(root[0], number)


def _root(part: Any, relationship: str | None) -> list[Any]:
    """Return the element of a related part, in a list; an empty one where there is none that can be read."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return [etree.fromstring(part.related_part(relationship).blob, parser)]
    except (KeyError, etree.XMLSyntaxError):
        return []


def _diagram(root: Any) -> Iterator[str]:
    for point in root.iter(f"{_D}pt"):
        if point.get("type") not in _NO_NODES:
            yield from _paragraphs(point)


def _chart(root: Any, number: int) -> Iterator[Block]:
    """Yield a chart's titles, then the names of its series and of their categories."""
    for title in root.iter(f"{_C}title"):
        yield from (Block("paragraph", line, 0, number) for line in _paragraphs(title))
    for name in ("tx", "cat"):
        labels = [
            clean(value.text or "")
            for series in root.iter(f"{_C}ser")
            for part in series.iterchildren(f"{_C}{name}")
            for value in part.iter(f"{_C}v")
        ]
        yield Block("row", " | ".join(dict.fromkeys(filter(None, labels))), 0, number)


def _paragraphs(element: Any) -> Iterator[str]:
    for paragraph in element.iter(f"{_A}p"):
        words = clean("".join(text.text or "" for text in paragraph.iter(f"{_A}t")))
        if words:
            yield words
