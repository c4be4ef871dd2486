"""This product with the view of workshops alone: as many documents as every other peer indexes."""

from __future__ import annotations

from tests.bench.peers.ours_peer import PolicySearch


class OneView(PolicySearch):
    """This product with workshops that hold their highlights' words, and no document for each highlight."""

    name = "ours, one view"
    largest = 1_000_000
    lessons = False


PEER = OneView()
