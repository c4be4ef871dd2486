"""The processor time of a server, read from outside: on a busy machine, and of a commit that knows nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


class ProcessClock:
    """The seconds that a process, its threads and its children have run, to the nanosecond; Linux alone counts so.

    Threads that have ended are not counted: a server keeps its own.
    """

    def __init__(self, process_id: int) -> None:
        self._process_id = process_id

    def __call__(self) -> float:
        """Return the seconds until now."""
        return sum(map(_nanoseconds, _tasks(self._process_id))) / 1e9


def _tasks(process_id: int) -> Iterator[Path]:
    """Yield the folder of each thread of a process and of its children."""
    for task in (PROC / str(process_id) / "task").iterdir():
        yield task
        for child in (task / "children").read_text().split():
            yield from _tasks(int(child))


def _nanoseconds(task: Path) -> int:
    return int((task / "schedstat").read_text().split()[0])
