"""The campaign of faults in its short form; CONTRIBUTING.md has the commands of the long one."""

import os
from pathlib import Path

import pytest

from tests.faults.campaign import calls, flips, kills, memory, rebuilds
from tests.faults.tools import program

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="signals and processes of POSIX")]


def test_killed_builds_lose_nothing(tmp_path: Path) -> None:
    assert kills(3, tmp_path)


def test_flips_and_cuts_give_no_wrong_answer(tmp_path: Path) -> None:
    assert flips(24, tmp_path)


def test_failing_system_calls_lose_nothing(tmp_path: Path) -> None:
    program("strace")
    assert calls(4, tmp_path)


def test_readers_do_not_notice_rebuilds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.faults.campaign.LATE", 30.0)  # a busy machine is no fault
    assert rebuilds(5, tmp_path)


def test_the_benchmark_of_memory_measures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Half a minute says nothing of a slope; the long form does."""
    if not Path("/proc/self/status").is_file():
        pytest.skip("there is no /proc here")
    memory(1, tmp_path) if os.environ.get("POLICYSEARCH_TEST_MEMORY") else pytest.skip("takes a minute")
    assert "MB a minute" in capsys.readouterr().out
