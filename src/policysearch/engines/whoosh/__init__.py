"""The embedded engine: a Whoosh index in immutable, checksummed generations."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.settings import Settings

if TYPE_CHECKING:
    from policysearch.engines.whoosh.engine import WhooshEngine
    from policysearch.engines.whoosh.index_writer import IndexWriter


def open_engine(settings: Settings) -> WhooshEngine:
    """Return an engine that follows the current generation of ``settings.index``."""
    from policysearch.engines.whoosh.engine import WhooshEngine  # a build starts sooner without it

    return WhooshEngine(_directory(settings))


def open_generations(settings: Settings) -> IndexWriter:
    """Return the generations of ``settings.index``, which need not exist yet."""
    from policysearch.engines.whoosh.index_writer import IndexWriter  # a search starts sooner without it

    return IndexWriter(_directory(settings))


def discard(settings: Settings) -> None:
    """Remove the folder of the index."""
    shutil.rmtree(settings.index, ignore_errors=True)


def _directory(settings: Settings) -> GenerationDirectory:
    return GenerationDirectory(settings.index, settings.state_folder)
