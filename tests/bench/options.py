"""The options of a run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.bench import ROOT, peers

DATA = Path(os.environ.get("POLICYSEARCH_TEST_DATA", ROOT.parent / "shared" / "data"))


@dataclass(frozen=True, slots=True)
class Options:
    """Options. ``scratch`` keeps peers' indexes from run to run; ``sizes`` None is each benchmark's own choice.

    ``peers`` are names of ``peers.NAMES`` and former commits, ``commit:REV``. ``clock`` "cpu" counts the time of the
    answering thread alone: for a machine that has other work to do. ``rev`` is the commit whose answers
    ``same_answers`` compares, ``ignored`` the JSON values that may differ (``same_answers.IGNORED`` besides). ``sets``
    are the judged sets of ``meaning``; all where there are none. With ``meaning``, ``relevance`` measures them too.
    """

    scratch: Path = Path(".bench")
    sizes: tuple[int, ...] | None = None
    peers: tuple[str, ...] = peers.NAMES
    rounds: int = 5
    data: Path = DATA
    clock: str = "wall"
    rev: str = ""
    ignored: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    meaning: bool = False

    def sizes_or(self, default: tuple[int, ...]) -> tuple[int, ...]:
        """Return the sizes of the run, else the benchmark's ``default``."""
        return self.sizes or default

    @property
    def commits(self) -> list[str]:
        """Return the former commits among the peers."""
        return [name for name in self.peers if peers.is_commit(name)]
