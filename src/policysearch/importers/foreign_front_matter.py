"""Front matter of other systems (``date``, ``location``, ``tags``) -> lines that are read as those of any document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from policysearch.importers.outline import Block, Outline
from policysearch.materials.read_workshop import NAMES
from policysearch.model.period import read_period

_DAYS = ("start", "end", "added", "updated")


def adapted(outline: Outline) -> Outline:
    """Return the outline with the fields that this product has; all others stand as lines before the text."""
    if not outline.fields:
        return outline
    fields = {name: value for name, value in outline.fields.items() if _is_ours(name, value)}
    lines = (line for name, value in outline.fields.items() if name not in fields for line in _lines(name, value))
    blocks = (*(Block("paragraph", line) for line in lines), *outline.blocks)
    return replace(outline, fields=fields, blocks=blocks)


def _is_ours(name: str, value: Any) -> bool:
    if name not in (*NAMES, "translation"):
        return False
    if name not in _DAYS:
        return True
    try:
        read_period(str(value))
    except ValueError:
        return False
    return True


def _lines(name: str, value: Any) -> Iterator[str]:
    """Yield "date: 3 May 2012": a field with its value, or values."""
    label = "date" if name in _DAYS[:2] else name
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _lines(f"{name} {key}", inner)
    elif isinstance(value, list):
        yield f"{label}: {', '.join(str(item) for item in value)}"
    elif str(value).strip():
        yield f"{label}: {value}"
