"""The only chooser of engines."""

from __future__ import annotations

from policysearch.engines import whoosh
from policysearch.engines.contract import Indexer, Searcher
from policysearch.settings import Settings


def open_searcher(settings: Settings) -> Searcher:
    """A searcher of the index at ``settings.index``.

    Raises IndexMissingError, IndexOutdatedError or IndexDamagedError, each with the way out.
    """
    return whoosh.open_searcher(settings)


def open_indexer(settings: Settings) -> Indexer:
    """An indexer for the index at ``settings.index``, which need not be there yet."""
    return whoosh.open_indexer(settings)
