"""An engine that is opened when it is first needed: a server starts although its index cannot be read yet."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from policysearch.engines.contract import Engine, Snapshot
from policysearch.model.errors import EngineError

RETRY_AFTER = 1.0  # seconds


class PatientEngine:
    """The engine that ``open_engine`` returns. Until it can be opened, everything raises the reason, an EngineError."""

    def __init__(self, open_engine: Callable[[], Engine]) -> None:
        self._open_engine = open_engine
        self._engine: Engine | None = None
        self._lock = Lock()
        self._refusal: tuple[type[EngineError], str, str] | None = None
        self._tried = 0.0

    def snapshot(self) -> Snapshot:
        """Return the current generation."""
        return self._opened().snapshot()

    def former(self, generation: str) -> Snapshot | None:
        """Return an older generation that was served a moment ago."""
        return self._opened().former(generation)

    def warning(self) -> str:
        """Return what is wrong with the generation to be served; "" where all is well."""
        return self._opened().warning()

    def check(self, snapshot: Snapshot) -> bool:
        """Return whether ``snapshot`` is damaged."""
        return self._opened().check(snapshot)

    def close(self) -> None:
        """Release files and connections."""
        if self._engine:
            self._engine.close()

    def _opened(self) -> Engine:
        return self._engine or self._open()

    def _open(self) -> Engine:
        with self._lock:
            if self._engine is None and (self._refusal is None or time.monotonic() >= self._tried + RETRY_AFTER):
                self._try_to_open()
            if self._engine is None:
                assert self._refusal
                kind, message, hint = self._refusal
                raise kind(message, hint)
            return self._engine

    def _try_to_open(self) -> None:
        self._tried = time.monotonic()
        try:
            self._engine = self._open_engine()
        except EngineError as error:
            self._refusal = type(error), error.message, error.hint
