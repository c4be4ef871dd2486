"""The Searcher: one opened generation, exchanged for the next when the index has been switched."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from threading import Lock, Thread
from time import sleep

from policysearch.engines.contract import Results, Suggestion
from policysearch.engines.whoosh.generations import manifest
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.engines.whoosh.matching.execute import execute
from policysearch.engines.whoosh.snapshot import Snapshot
from policysearch.model.document import Document
from policysearch.model.errors import IndexDamagedError, IndexOutdatedError
from policysearch.query import Query
from policysearch.search.result_cache import ResultCache
from policysearch.search.results import build_results
from policysearch.search.suggest.completer import Completer
from policysearch.vocabulary import Vocabulary

QUIET = 2.0  # seconds after opening, when readers' first questions come, before checksums are compared
PAUSE = 0.005  # seconds between two pieces of that work

log = logging.getLogger(__name__)


class WhooshSearcher:
    """Answers from the current generation; where that is damaged, from the newest good one.

    A running query keeps the generation it began with: whoever holds an ``Opened`` holds its files.
    """

    def __init__(self, generations: GenerationDirectory, cache_size: int = 0) -> None:
        self._generations = generations
        self._cache = ResultCache(cache_size)
        self._damaged: set[str] = set()
        self._switching = Lock()
        self._mark = generations.version_token()
        self._opened = self._open()
        self._suggestions: Completer | None = None

    @property
    def generation(self) -> str:
        """The id of the generation that the next call answers from."""
        return self._now().id

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary as that generation stored it."""
        return self._now().vocabulary

    def search(self, query: Query) -> Results:
        """The ranked, faceted answer."""
        opened = self._now()
        return self._cache.get(opened.id, query, lambda: build_results(opened, query))

    def suggest(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        """Completions of ``prefix``, best first."""
        opened = self._now()
        if self._suggestions is None or self._suggestions.opened is not opened:
            self._suggestions = Completer(self._generations.folder(opened.id), opened)
        return self._suggestions.complete(prefix, language, limit)

    def get(self, document_id: str) -> Document | None:
        """The document as the generation stored it. A workshop's former slug finds it too."""
        opened = self._now()
        number = opened.reader.number(document_id)
        return None if number is None else opened.document(number)

    def scan(self, query: Query) -> Iterator[Document]:
        """A whole result set in the query's order, one document at a time, from one generation."""
        opened = self._now()
        found = execute(opened, query).rescored()
        for number in found.top(found.total).doc_ids.tolist():
            yield opened.document(number)

    def close(self) -> None:
        """Let go of files."""
        self._cache.clear()

    def _now(self) -> Snapshot:
        """What answers now. Whoever notices a switch first opens the new generation; others need not wait for it."""
        mark = self._generations.version_token()
        if mark != self._mark and self._switching.acquire(blocking=False):
            try:
                self._follow()
                self._mark = mark
            finally:
                self._switching.release()
        return self._opened

    def _follow(self) -> None:
        """Move to what CURRENT names. An index that was taken away does not take away what is open."""
        if self._generations.current() in (None, self._opened.id):
            return
        try:
            opened = self._open()
        except (IndexDamagedError, IndexOutdatedError) as error:
            log.warning("%s Generation %s stays in service.", error, self._opened.id)
        else:
            build_results(opened, Query())  # the slow first search is ours
            self._opened = opened

    def _open(self) -> Snapshot:
        """The best generation that can be read. Raises what was wrong with the one to be served."""
        first: IndexDamagedError | IndexOutdatedError | None = None
        for name in self._generations.candidates():
            if name not in self._damaged:
                try:
                    opened = Snapshot(self._generations.folder(name))
                except (IndexDamagedError, IndexOutdatedError) as error:
                    first = first or error
                    log.warning("Generation %s cannot be served. %s", name, error)
                else:
                    self._check(name)
                    return opened
        raise first or IndexDamagedError("The index is damaged.", manifest.REBUILD)

    def _check(self, name: str) -> None:
        """Compare every checksum without keeping anyone waiting."""
        Thread(target=self._verify, args=(name,), name=f"verify {name}", daemon=True).start()

    def _verify(self, name: str) -> None:
        sleep(QUIET)
        damages = manifest.damages(self._generations.folder(name), pause=PAUSE)
        if not damages or name not in self._generations.names():  # swept meanwhile
            return
        log.error("Generation %s is damaged: %s %s.", name, damages[0].file, damages[0].message)
        with self._switching:
            self._damaged.add(name)
            try:
                self._opened = self._open()
            except (IndexDamagedError, IndexOutdatedError) as error:
                log.error("%s There is no other generation to serve.", error)
