"""Pieces of a campaign: run one after the other, perhaps on other days, and added up."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tests.faults.campaign.calls import Calls
from tests.faults.campaign.flips import Flips
from tests.faults.campaign.kills import Kills
from tests.faults.campaign.rebuilds import rebuilds

Figures = dict[str, float]
BAD = ("wrong", "lost", "not healed", "traceback", "late", "not answered by 200")  # none of these may be
TRIALS = "trials"


class Trials(Protocol):
    """A site, and what is done to it again and again. ``detail`` says more of the last trial."""

    detail: str

    def trial(self, number: int) -> list[str]:
        """Return the outcomes of a trial, which its number alone decides."""


def _tally(make_trials: Callable[[Path], Trials], count: int, first: int, folder: Path) -> Figures:
    """Count the outcomes of trials, and print the bad ones as they come."""
    trials, tally = make_trials(folder), Counter[str]()
    for number in range(first, first + count):
        outcomes = trials.trial(number)
        tally.update(outcomes)
        if set(outcomes) & {*BAD}:
            print(f"trial {number}: {', '.join(outcomes)}\n{trials.detail}", flush=True)
    return dict(tally)


CAMPAIGNS: dict[str, Callable[[int, int, Path], Figures]] = {
    "kills": lambda count, first, folder: _tally(Kills, count, first, folder),
    "flips": lambda count, first, folder: _tally(Flips, count, first, folder),
    "calls": lambda count, first, folder: _tally(Calls, count, first, folder),
    "rebuilds": rebuilds,
}


class Record:
    """The figures of all pieces of a campaign; ``path`` has them from run to run, a line each, None for nowhere."""

    def __init__(self, name: str, path: Path | None = None) -> None:
        self._name, self._path = name, path
        lines = path.read_text("utf-8").splitlines() if path and path.exists() else []
        self._pieces: list[Figures] = [
            piece["figures"] for line in lines if (piece := json.loads(line))["name"] == name
        ]

    def add(self, count: int, folder: Path) -> None:
        """Run ``count`` trials more."""
        figures = CAMPAIGNS[self._name](count, int(self.figures().get(TRIALS, 0)), folder)
        self._pieces.append({TRIALS: count, **figures})
        if self._path:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"name": self._name, "figures": self._pieces[-1]}) + "\n")

    def figures(self) -> Figures:
        """Return the sums of all pieces, and of what is the worst the worst."""
        total: Figures = {}
        for piece in self._pieces:
            for key, figure in piece.items():
                total[key] = max(total.get(key, 0), figure) if key.startswith("worst") else total.get(key, 0) + figure
        return total

    def is_good(self) -> bool:
        """Return whether nothing was lost, wrong or late."""
        return not any(self.figures().get(outcome) for outcome in BAD)

    def summary(self) -> str:
        """Return the figures in one line."""
        return f"{self._name}: " + ", ".join(f"{figure:,} {key}" for key, figure in self.figures().items())
