"""The vectors of readers' questions: made while words are found, kept in a cache, never waited for too long."""

from __future__ import annotations

import logging
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from policysearch.search.meaning.circuit_breaker import CircuitBreaker
from policysearch.search.meaning.embedding import Embedding, EmbeddingError, Vector

CACHED = 4_096  # questions
THREADS = 4

log = logging.getLogger(__name__)


class QuestionVectors:
    """Asks an Embedding in threads of its own. The breaker counts only where a deadline can be missed."""

    def __init__(self, embedding: Embedding, breaker: CircuitBreaker | None = None) -> None:
        self._embedding = embedding
        self._breaker = breaker or CircuitBreaker()
        self._threads = ThreadPoolExecutor(THREADS, "meaning")
        self._cache: OrderedDict[str, Vector] = OrderedDict()
        self._lock = Lock()

    def begin(self, text: str) -> Future[Vector] | None:
        """Begin to make the vector of ``text``; None while nothing is asked, after failures."""
        with self._lock:
            if text in self._cache:
                self._cache.move_to_end(text)
                future: Future[Vector] = Future()
                future.set_result(self._cache[text])
                return future
        if self._embedding.deadline is not None and not self._breaker.allows():
            return None
        return self._threads.submit(self._make, text)

    def finish(self, begun: Future[Vector] | None) -> Vector | None:
        """Return the vector once it is there; None where it does not come in time, or not at all."""
        if begun is None:
            return None
        try:
            vector = begun.result(self._embedding.deadline)
        except (TimeoutError, EmbeddingError) as error:
            log.warning("A question's vector is not there, so words alone decide. %s", error)
            self._breaker.failed()
            return None
        self._breaker.succeeded()
        return vector

    def forget(self, text: str) -> None:
        """Make the vector of ``text`` anew when it is next asked for, since this one is no use."""
        with self._lock:
            self._cache.pop(text, None)

    def make(self, text: str) -> Vector | None:
        """Return the vector of a text that is kept nowhere; None as in ``finish``."""
        if self._embedding.deadline is not None and not self._breaker.allows():
            return None
        return self.finish(self._threads.submit(self._embedding.question, text))

    def close(self) -> None:
        """End the threads; what they do now is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _make(self, text: str) -> Vector:
        vector = self._embedding.question(text)
        with self._lock:
            self._cache[text] = vector
            while len(self._cache) > CACHED:
                self._cache.popitem(last=False)
        return vector
