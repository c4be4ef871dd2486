"""The embedded engine: a Whoosh index in immutable, checksummed generations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.settings import Settings

if TYPE_CHECKING:
    from policysearch.engines.whoosh.index_writer import IndexWriter
    from policysearch.search.service import WhooshSearcher


def open_searcher(settings: Settings) -> WhooshSearcher:
    """A searcher that follows the current generation of ``settings.index``."""
    from policysearch.search.service import WhooshSearcher  # a build starts sooner without it

    return WhooshSearcher(GenerationDirectory(settings.index), settings.cache_size)


def open_indexer(settings: Settings) -> IndexWriter:
    """An indexer for ``settings.index``."""
    from policysearch.engines.whoosh.index_writer import IndexWriter  # a searcher starts sooner without it

    return IndexWriter(GenerationDirectory(settings.index))
