"""The engines that the tests can ask, and the one that they ask: an entry in one table for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from policysearch.engines import registry
from policysearch.engines.contract import Engine, Generations
from policysearch.settings import Settings
from tests.engines import memory

DEFAULT = "whoosh"


@dataclass(frozen=True, slots=True)
class EngineUnderTest:
    """How an engine is opened. Its scores times ``score_scale`` are those of the contract's BM25F.

    Tests of scores compare ratios, so that an engine whose scores are only proportional passes them.
    """

    open_engine: Callable[[Settings], Engine]
    open_generations: Callable[[Settings], Generations]
    score_scale: float = 1.0


ENGINES = {
    "whoosh": EngineUnderTest(registry.open_engine, registry.open_generations),
    "memory": EngineUnderTest(memory.open_engine, memory.open_generations),
}
_selection = [DEFAULT]


def select(name: str) -> None:
    """Ask the engine ``name``, a key of ENGINES, from now on."""
    _selection[:] = [name]


def selected() -> EngineUnderTest:
    """Return the engine that the tests ask."""
    return ENGINES[selected_name()]


def selected_name() -> str:
    """Return its name."""
    return _selection[0]


def is_about_another(test: Path) -> bool:
    """Return whether ``test`` is in the folder of an engine here, ``tests/engines/<name>/``, that is not selected."""
    folders = {folder.name for folder in test.parents if folder.parent == Path(__file__).parent}
    return not folders.isdisjoint(ENGINES.keys() - {selected_name()})
