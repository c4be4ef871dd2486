"""How near a document is to a question."""

from __future__ import annotations

from typing import NamedTuple

from policysearch.engines.contract import Id


class Nearness(NamedTuple):
    """A document's nearness to a question, the unit that is nearest, and the characters of that unit."""

    nearness: float
    unit: int
    length: int


Near = tuple[Id, Nearness]
