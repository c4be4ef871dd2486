"""This product with the view of workshops alone: as much as every other peer indexes."""

from __future__ import annotations

from tests.bench.peers.ours_peer import Ours


class OneView(Ours):
    """Workshops, their highlights' words in them, and no document for each highlight."""

    name = "ours, one view"
    largest = 1_000_000
    lessons = False


PEER = OneView()
