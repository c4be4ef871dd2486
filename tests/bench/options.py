"""What a run is asked to do."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.bench import peers

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("POLICYSEARCH_TEST_DATA", ROOT.parent / "shared" / "data"))


@dataclass(frozen=True, slots=True)
class Options:
    """``scratch`` keeps peers' indexes from run to run; ``sizes`` None is each benchmark's own choice.

    ``clock`` "cpu" counts the time of the answering thread alone: for a machine that has other work to do.
    """

    scratch: Path = Path(".bench")
    sizes: tuple[int, ...] | None = None
    peers: tuple[str, ...] = peers.NAMES
    rounds: int = 5
    data: Path = DATA
    clock: str = "wall"

    def chosen(self, usual: tuple[int, ...]) -> tuple[int, ...]:
        """The sizes to measure, where a benchmark usually takes ``usual``."""
        return self.sizes or usual
