"""The documents of a snapshot in the order in which they changed, whose ids are looked up once: feeds ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice

from policysearch.engines.contract import Id, Snapshot
from policysearch.query import View
from policysearch.search.outline import OutlineEntry

STEP = 256  # entries of the outline that are looked up at once
MAX_STEPS = 64  # of each view stay known: some 60,000 ids at most


class OutlineSteps:
    """The ids of the documents of a view, step by step, the last changed first. Threads may share it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[tuple[View, int], list[Id]] = {}

    def of(self, view: View, outline: Callable[[], Iterator[OutlineEntry]]) -> Iterator[list[Id]]:
        """Yield the ids of each step; those behind the last known one are looked up when they are wanted.

        ``outline`` begins to read the outline of the snapshot.
        """
        number = 0
        while (step := self._known.get((view, number))) is not None:
            yield step
            number += 1
        entries = islice(outline(), number * STEP, None)
        for later in count(number):
            part = [*islice(entries, STEP)]
            if not part:
                return
            keys = [*_keys(part, view)]
            ids = [document_id for document_id in self._snapshot.ids(keys) if document_id is not None]
            if later < MAX_STEPS:
                self._known[view, later] = ids
            yield ids


def _keys(entries: Iterable[OutlineEntry], view: View) -> Iterator[str]:
    for entry in entries:
        if view == "highlights":
            yield from (f"{entry.slug}/{lesson}" for lesson in entry.lessons)
        else:
            yield entry.slug
