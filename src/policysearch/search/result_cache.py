"""Results of recent searches, of one generation."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from policysearch.query import Query
from policysearch.search.results import Results


class ResultCache:
    """The ``size`` results that were used last; another generation empties it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._generation = ""
        self._results: OrderedDict[Query, Results] = OrderedDict()

    def get(self, generation: str, query: Query, search: Callable[[], Results]) -> Results:
        """Return the results of ``query``; ``search`` is called where they are not in memory."""
        with self._lock:
            if generation == self._generation and query in self._results:
                self._results.move_to_end(query)
                return self._results[query]
        results = search()
        with self._lock:
            if generation != self._generation:
                self._generation = generation
                self._results.clear()
            self._results[query] = results
            while len(self._results) > self._size:
                self._results.popitem(last=False)
        return results

    def clear(self) -> None:
        """Empty the cache."""
        with self._lock:
            self._results.clear()
