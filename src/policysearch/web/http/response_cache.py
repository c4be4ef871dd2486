"""Whole answers that were given before, ready to be sent again: what a tag stands for never changes.

A tag (``caching``) is made of everything that an answer depends on, so the same tag is the same page, and a popular
search costs no search, no template and no compression. Readers who were sent the answer are told 304; this is for the
others.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from flask import Flask, Response, g, request

from policysearch.search.results import Results
from policysearch.settings import Settings
from policysearch.web.http.compression import takes_gzip
from policysearch.web.site import site

ELSEWHERE = ("files", "exports")  # large, and asked for once
LARGEST = 200_000  # bytes of one answer
ROOM = 16_000_000  # bytes of all
Key = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """``found`` is what a reader's own search found, for the search log."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    found: Results | None

    def response(self) -> Response:
        """The answer as it was."""
        g.found = self.found
        return Response(self.body, 200, [*self.headers])


class Kept:
    """The ``count`` answers that were asked for last, and no more than fit in ``ROOM``. Shared by threads.

    All are of one generation: what was found holds its files, which a build sweeps, so another generation empties it.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._lock = Lock()
        self._generation = ""
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._size = 0

    def get(self, key: Key) -> Answer | None:
        """The answer of that tag, packed or not."""
        with self._lock:
            answer = self._answers.get(key)
            if answer:
                self._answers.move_to_end(key)
            return answer

    def put(self, generation: str, key: Key, answer: Answer) -> None:
        """Keep an answer; those of other generations and those not asked for longest go."""
        with self._lock:
            if generation != self._generation:
                self._generation = generation
                self._answers.clear()
                self._size = 0
            before = self._answers.pop(key, None)
            self._answers[key] = answer
            self._size += len(answer.body) - (len(before.body) if before else 0)
            while len(self._answers) > self._count or self._size > ROOM:
                self._size -= len(self._answers.popitem(last=False)[1].body)


def keep(app: Flask, settings: Settings) -> None:
    """Keep what ``app`` answers under its tag. To be called before what compresses, as the last one sees the answer."""
    if not settings.cache_size:
        return
    kept = Kept(settings.cache_size)
    app.extensions["policysearch.kept"] = kept

    def put(response: Response) -> Response:
        if g.get("tagged") == site().searcher.generation and _is_worth_keeping(response):
            headers = tuple(pair for pair in response.headers if pair[0] != "Content-Length")
            kept.put(g.tagged, _key(), Answer(response.get_data(), headers, g.get("found")))
        return response

    app.after_request(put)


def again(app: Flask) -> Response | None:
    """The answer to the request at hand, where it is kept. After it was tagged."""
    kept: Kept | None = app.extensions.get("policysearch.kept")
    answer = kept.get(_key()) if kept and request.method == "GET" else None
    if answer is None:
        return None
    g.tagged = None
    return answer.response()


def _key() -> Key:
    return g.etag, takes_gzip(request.headers.get("Accept-Encoding", ""))


def _is_worth_keeping(response: Response) -> bool:
    return (
        response.status_code == 200
        and request.method == "GET"
        and request.blueprint not in ELSEWHERE
        and not response.is_streamed
        and (response.content_length or LARGEST) < LARGEST
    )
