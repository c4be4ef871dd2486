"""Another process to share the work with."""

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policysearch.model.errors import IndexDamagedError
from policysearch.processes import Process, ProcessError, relaxed_gc, serve

ROOT = Path(__file__).parents[1]


def doubling(messages: Iterator[Any]) -> Iterator[Any]:
    for message in messages:
        if message == "end":
            os._exit(3)
        if message == "damaged":
            raise IndexDamagedError("The index is damaged.", "Build it again.")
        yield message * 2


def test_messages_are_answered_in_order() -> None:
    with Process("tests.test_processes") as process:
        for message in (1, "a", [1, 2], "x" * 1_000_000):
            process.send(message)
            assert process.receive() == message * 2


def test_answers_that_nobody_takes_keep_nobody_waiting() -> None:
    many = ["x" * 100_000, "y" * 100_000] * 10
    with Process("tests.test_processes") as process:
        for message in many:
            process.send(message)
        assert [process.receive() for _ in many] == [message * 2 for message in many]
        assert not process.has_answered


def test_an_error_over_there_is_told_with_its_place() -> None:
    with Process("tests.test_processes") as process:
        process.send(None)
        with pytest.raises(ProcessError, match="NoneType"):
            process.receive()


def test_what_is_raised_over_there_on_purpose_is_raised_here() -> None:
    with Process("tests.test_processes") as process:
        process.send("damaged")
        with pytest.raises(IndexDamagedError) as raised:
            process.receive()
    assert (raised.value.message, raised.value.hint) == ("The index is damaged.", "Build it again.")


def test_an_end_before_the_answer_is_told() -> None:
    with Process("tests.test_processes") as process:
        process.send("end")
        with pytest.raises(ProcessError, match="code 3"):
            process.receive()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_no_process_is_left_when_its_parent_is_killed() -> None:
    told = "from policysearch.processes import Process\np = Process('tests.test_processes')\np.send(1)\np.receive()\n"
    told += "print(p._process.pid, flush=True)\nimport time\ntime.sleep(60)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    parent = subprocess.Popen([sys.executable, "-c", told], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    until = time.monotonic() + 10
    while _runs(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _runs(child)


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False


def test_garbage_is_collected_as_usual_after_the_work() -> None:
    usual = gc.get_threshold()
    with relaxed_gc():
        assert gc.get_threshold()[0] > usual[0]
    assert gc.get_threshold() == usual


if __name__ == "__main__":
    serve(doubling)
