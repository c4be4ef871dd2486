"""The response cache: complete answers by their ETag.

An ETag (``etags``) covers everything that an answer depends on, so the same ETag means the same answer: a popular
search costs no search, no template and no compression. Clients that have the answer get 304; the cache serves the
others.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from flask import Flask, Response, g, request

from policysearch.model.errors import EngineError
from policysearch.search.results import Results
from policysearch.settings import Settings
from policysearch.web.http.compression import accepts_gzip
from policysearch.web.site import is_of_former, site

UNCACHED_BLUEPRINTS = ("attachments", "exports")  # large, and requested once
MAX_RESPONSE_BYTES = 200_000
MAX_ADDRESS = 2_000  # bytes of the query part of an address whose answer is kept
MAX_BYTES = 16_000_000  # of all responses
Key = tuple[str, bool]  # (ETag, gzipped or not)


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """An answer as it was sent. ``results`` are those of the reader's search, for the search log."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    results: Results | None

    def response(self) -> Response:
        """Return the answer as a response to the current request."""
        g.search_results = self.results
        return Response(self.body, 200, [*self.headers])


class ResponseCache:
    """The ``max_responses`` answers that were requested last, and no more than ``MAX_BYTES``. Threads may share it.

    All are of one generation: results hold the files of theirs, which a build deletes, so a new generation empties the
    cache.
    """

    def __init__(self, max_responses: int) -> None:
        self._max_responses = max_responses
        self._lock = Lock()
        self._generation = ""
        self._responses: OrderedDict[Key, CachedResponse] = OrderedDict()
        self._size = 0

    def get(self, key: Key) -> CachedResponse | None:
        """Return the answer of an ETag, gzipped or not, where it is cached."""
        with self._lock:
            response = self._responses.get(key)
            if response:
                self._responses.move_to_end(key)
            return response

    def put(self, generation: str, key: Key, response: CachedResponse) -> None:
        """Add an answer; drop those of other generations and the least recently requested ones over the limits."""
        with self._lock:
            if generation != self._generation:
                self._generation = generation
                self._responses.clear()
                self._size = 0
            replaced = self._responses.pop(key, None)
            self._responses[key] = response
            self._size += len(response.body) - (len(replaced.body) if replaced else 0)
            while len(self._responses) > self._max_responses or self._size > MAX_BYTES:
                self._size -= len(self._responses.popitem(last=False)[1].body)


def install_response_cache(app: Flask, settings: Settings) -> None:
    """Make ``app`` cache its responses by ETag. To be called before the compression, so as to see the response last."""
    if not settings.cache_size:
        return
    cache = ResponseCache(settings.cache_size)
    app.extensions["policysearch.response_cache"] = cache

    def store(response: Response) -> Response:
        if _is_cacheable(response) and _is_current():
            headers = tuple(pair for pair in response.headers if pair[0] != "Content-Length")
            cached = CachedResponse(response.get_data(), headers, g.get("search_results"))
            cache.put(g.etag_generation, _key(), cached)
        return response

    app.after_request(store)


def cached_response(app: Flask) -> Response | None:
    """Return the cached answer to the current request, whose ETag is known; None where there is none."""
    cache: ResponseCache | None = app.extensions.get("policysearch.response_cache")
    cached = cache.get(_key()) if cache and request.method == "GET" else None
    if cached is None:
        return None
    g.etag_generation = None  # it is in the cache and need not be stored again
    return cached.response()


def _key() -> Key:
    return g.etag, accepts_gzip(request.headers.get("Accept-Encoding", ""))


def _is_current() -> bool:
    """Return whether the answer is from the generation that is in service now."""
    try:
        return bool(g.get("etag_generation") == site().searcher.version)
    except EngineError:
        return False


def _is_cacheable(response: Response) -> bool:
    return (
        response.status_code == 200
        and request.method == "GET"
        and request.blueprint not in UNCACHED_BLUEPRINTS
        and len(request.query_string) <= MAX_ADDRESS
        and not response.is_streamed
        and not g.get("is_passing")
        and not is_of_former()
        and (response.content_length or MAX_RESPONSE_BYTES) < MAX_RESPONSE_BYTES
    )
