"""A naive engine in memory: brute force over documents, no index. The second oracle, and the proof of the seam."""

from __future__ import annotations

from pathlib import Path

from policysearch.settings import Settings
from tests.engines.memory.generations import MemoryEngine, MemoryGenerations, Store

_STORES: dict[Path, Store] = {}  # by the place of the index, so that an engine and generations of one place meet


def open_engine(settings: Settings) -> MemoryEngine:
    """Return an engine that follows the current generation of ``settings.index``."""
    return MemoryEngine(_store(settings))


def open_generations(settings: Settings) -> MemoryGenerations:
    """Return the generations of ``settings.index``, which need not exist yet."""
    return MemoryGenerations(_store(settings))


def _store(settings: Settings) -> Store:
    return _STORES.setdefault(settings.index, Store(str(settings.index)))
