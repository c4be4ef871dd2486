"""A second process to share the work with."""

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from policysearch.model.errors import IndexDamagedError, QueryError
from policysearch.processes import ProcessError, WorkerProcess, relaxed_gc
from tests.patience import until

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


def doubled(calls: list[object], message: str) -> str:
    calls.append(message)
    return message * 2


def call_count(calls: list[object]) -> int:
    return len(calls)


def exit_without_answer(calls: list[object], *messages: str) -> None:
    os._exit(3)


def raise_damaged(calls: list[object]) -> None:
    raise IndexDamagedError("The index is damaged.", "Build it again.")


def raise_query_error(calls: list[object]) -> None:
    raise QueryError("Too long.", "Shorten it.", "offset")


def sleep(calls: list[object], seconds: float) -> None:
    time.sleep(seconds)


def process_id(calls: list[object]) -> int:
    return os.getpid()


@pytest.fixture
def worker() -> Iterator[WorkerProcess[list[object]]]:
    with WorkerProcess(partial(list[object], ())) as worker:
        yield worker


def test_calls_are_made_in_order_with_one_state(worker: WorkerProcess[list[object]]) -> None:
    messages = ["a", "b", "x" * 1_000_000, "y" * 1_000_000]
    futures = [worker.submit(doubled, message) for message in messages]
    count = worker.submit(call_count)
    assert _results(futures) == [message * 2 for message in messages]
    assert count.result() == len(messages)


def test_an_error_of_a_call_is_raised_as_it_is_and_ends_nothing(worker: WorkerProcess[list[object]]) -> None:
    with pytest.raises(IndexDamagedError) as damaged:
        worker.submit(raise_damaged).result()
    assert (damaged.value.message, damaged.value.hint) == ("The index is damaged.", "Build it again.")
    with pytest.raises(QueryError) as refused:
        worker.submit(raise_query_error).result()
    assert (refused.value.message, refused.value.hint, refused.value.parameter) == (
        "Too long.",
        "Shorten it.",
        "offset",
    )
    assert worker.submit(doubled, "a").result() == "aa"


@pytest.mark.parametrize("size", [1, 1_000_000])
def test_an_end_before_the_answer_is_an_error(size: int) -> None:
    with pytest.raises(ProcessError, match="ended before"), WorkerProcess(partial(list[object], ())) as worker:
        _results([worker.submit(exit_without_answer, "x" * size) for _ in range(8)])


def test_a_state_that_cannot_be_made_is_an_error() -> None:
    with pytest.raises(ProcessError), WorkerProcess(partial(int, "x")) as worker:
        worker.submit(abs).result()


def test_leaving_the_context_cancels_the_calls_that_wait() -> None:
    with WorkerProcess(partial(list[object], ())) as worker:
        worker.submit(doubled, "a").result()
        futures = [worker.submit(sleep, 0.5) for _ in range(500)]
    with pytest.raises(CancelledError):
        futures[-1].result()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("seconds", [0, 60])
def test_no_process_is_left_when_its_parent_is_killed(seconds: int) -> None:
    script = "from policysearch.processes import WorkerProcess\nfrom tests.test_processes import process_id, sleep\n"
    script += "worker = WorkerProcess(list)\nprint(worker.submit(process_id).result(), flush=True)\n"
    script += f"worker.submit(sleep, {seconds})\nsleep([], 60)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert _is_running(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    until(lambda: not _is_running(child))
    parent.stdout.close()


def _results(futures: Iterable[Future[Any]]) -> list[Any]:
    return [future.result() for future in futures]


def _is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False


def test_garbage_is_collected_as_usual_after_the_work() -> None:
    usual = gc.get_threshold()
    with relaxed_gc():
        assert gc.get_threshold()[0] > usual[0]
    assert gc.get_threshold() == usual
