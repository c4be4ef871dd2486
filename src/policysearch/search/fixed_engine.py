"""An engine that stays with one snapshot, so that the pages of a list are of one generation."""

from __future__ import annotations

from policysearch.engines.contract import Engine, Snapshot


class FixedEngine:
    """The Engine over ``snapshot``, which ``engine`` opened and closes."""

    def __init__(self, snapshot: Snapshot, engine: Engine) -> None:
        self._snapshot = snapshot
        self._engine = engine

    def snapshot(self) -> Snapshot:
        """Return the one snapshot."""
        return self._snapshot

    def former(self, generation: str) -> Snapshot | None:
        """Return an older generation."""
        return self._engine.former(generation)

    def warning(self) -> str:
        """Return what is wrong with the generation to be served; "" where all is well."""
        return self._engine.warning()

    def check(self, snapshot: Snapshot) -> bool:
        """Return whether ``snapshot`` is damaged."""
        return self._engine.check(snapshot)

    def close(self) -> None:
        """Do nothing: the files are those of the engine that opened them."""
