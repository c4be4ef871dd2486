"""A link to results with their count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A link named ``label`` to the ``count`` results at ``address``."""

    label: str
    count: int
    address: str
