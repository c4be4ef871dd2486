"""Results that were asked for before, of one generation."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from policysearch.engines.contract import Results
from policysearch.query import Query


class ResultCache:
    """Keeps the ``size`` results that were asked for last; another generation empties it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._generation = ""
        self._results: OrderedDict[Query, Results] = OrderedDict()

    def get(self, generation: str, query: Query, answer: Callable[[], Results]) -> Results:
        """The results of ``query``; ``answer`` is called where they are not known."""
        with self._lock:
            if generation == self._generation and query in self._results:
                self._results.move_to_end(query)
                return self._results[query]
        results = answer()
        with self._lock:
            if generation != self._generation:
                self._generation = generation
                self._results.clear()
            self._results[query] = results
            while len(self._results) > self._size:
                self._results.popitem(last=False)
        return results

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._results.clear()
