"""The only chooser of engines: the setting ``engine`` -> a room that is imported when it is chosen."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from policysearch.engines.build_contract import Generations
from policysearch.engines.contract import Engine
from policysearch.engines.patient import PatientEngine
from policysearch.model.errors import SettingsError
from policysearch.model.message import message
from policysearch.settings import EMBEDDED, Settings

ENGINES = {EMBEDDED: "policysearch.engines.whoosh", "opensearch": "policysearch.engines.opensearch"}


class _Room(Protocol):
    def open_engine(self, settings: Settings) -> Engine: ...

    def open_generations(self, settings: Settings) -> Generations: ...

    def discard(self, settings: Settings) -> None: ...


def open_engine(settings: Settings) -> Engine:
    """Return the engine over the index that the settings name.

    Raises IndexMissingError, IndexOutdatedError or IndexDamagedError, each with the way out.
    """
    return _room(settings).open_engine(settings)


def open_when_ready(settings: Settings) -> Engine:
    """Return an engine that is opened at first use: until it can be, each call raises why not, an EngineError."""
    return PatientEngine(lambda: open_engine(settings))


def open_generations(settings: Settings) -> Generations:
    """Return what writes the index that the settings name, which need not exist yet."""
    return _room(settings).open_generations(settings)


def discard(settings: Settings) -> None:
    """Remove an index that was made for a moment alone, with all its generations."""
    _room(settings).discard(settings)


def _room(settings: Settings) -> _Room:
    if settings.engine not in ENGINES:
        raise SettingsError(
            message("There is no engine {engine!r}.", engine=settings.engine),
            message("Known: {engines}.", engines=", ".join(ENGINES)),
        )
    return cast(_Room, import_module(ENGINES[settings.engine]))
