"""A program that kills ``alerts send`` at one step after the other, and lets each be finished by a second run.

``python -m tests.alerts.killed_runs INDEX DATABASE PORT EVERY FIRST`` kills at the steps FIRST, FIRST + EVERY … until a
run gets through, each time with a fresh copy of the database and a receiver of its own ("step17@example.org"). A step
is a call or a return, of Python or of C, in the code of alerts or of smtplib. It prints the number of steps.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from policysearch.alerts.send import Run
from policysearch.search.results import Searcher
from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.alerts import MailComposer
from tests.cluster.cluster import in_memory
from tests.engines.factories import open_searcher

TODAY = date.today()  # also where the run goes on after midnight
WATCHED = (f"{os.sep}policysearch{os.sep}alerts{os.sep}", f"{os.sep}smtplib.py")


def main(index: str, database: str, port: str, every: str, first: str) -> None:
    """Kill, finish, and go on until nothing is left to be killed."""
    settings = Settings(
        index=Path(index),
        public_url="https://www.example.org/lessons",
        searchlog=False,
        smtp_host="127.0.0.1",
        smtp_port=int(port),
        smtp_security="none",
        smtp_sender="alerts@example.org",
    )
    with in_memory() as folder:  # a killed process loses nothing that it wrote, on whatever disk
        print(kill_runs(settings, Path(database), folder, int(every), int(first)))


def kill_runs(settings: Settings, database: Path, folder: Path, every: int, first: int) -> int:
    """Return the number of steps of a whole run."""
    searcher = open_searcher(settings)
    composer = MailComposer(create_app(searcher, replace(settings, alerts_path=database)))  # its secret is in each copy
    copied_run(searcher, composer, settings, database, folder / "warm").send(TODAY)  # children need not load so much
    for step in count(first, every):
        run = copied_run(searcher, composer, settings, database, folder / f"step{step}")
        is_through = not in_child(run, kill_at=step)
        assert not in_child(run)
        assert not in_child(run, days=1)
        if is_through:
            return step
    raise AssertionError("unreachable")


def copied_run(searcher: Searcher, composer: MailComposer, settings: Settings, database: Path, path: Path) -> Run:
    """Return a run over a copy of the database, whose one receiver is named like the copy."""
    shutil.copy(database, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE subscriptions SET address = ?", (f"{path.name}@example.org",))
    return Run(replace(settings, alerts_path=path), searcher, composer)


def in_child(run: Run, kill_at: int = 0, days: int = 0) -> bool:
    """Send in a process of its own; return whether it was killed."""
    child = os.fork()
    if not child:
        if kill_at:
            sys.setprofile(Killer(kill_at).note)
        run.send(TODAY + timedelta(days=days))
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


class Killer:
    """Counts steps and ends the process at one of them, as a power cut would."""

    def __init__(self, step: int) -> None:
        self._left = step

    def note(self, frame: FrameType, event: str, argument: Any) -> None:
        """Count a step of the code that is watched."""
        if any(part in frame.f_code.co_filename for part in WATCHED):
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
