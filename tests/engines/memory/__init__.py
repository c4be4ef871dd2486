"""A naive engine in memory: brute force over documents, no index. The second oracle, and the proof of the seam."""

from __future__ import annotations

from pathlib import Path

from policysearch.engines.build_contract import Generations
from policysearch.engines.contract import Engine
from policysearch.settings import Settings
from tests.engines.memory.index import MemoryIndex

_INDEXES: dict[Path, MemoryIndex] = {}  # so that an engine and the generations of one place meet


def open_engine(settings: Settings) -> Engine:
    """Return an engine that follows the current generation of ``settings.index``. Raises IndexMissingError."""
    index = _INDEXES.setdefault(settings.index, MemoryIndex(str(settings.index)))
    index.snapshot()
    return index


def open_generations(settings: Settings) -> Generations:
    """Return the generations of ``settings.index``, which need not exist yet."""
    return _INDEXES.setdefault(settings.index, MemoryIndex(str(settings.index)))
