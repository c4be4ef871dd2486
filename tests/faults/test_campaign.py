"""The campaign of faults in its short form; CONTRIBUTING.md has the commands of the long one."""

import os
from pathlib import Path

import pytest

from tests.faults.campaign import calls, flips, kills, rebuilds
from tests.faults.tools import program

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="signals and processes of POSIX")]


def test_killed_builds_lose_nothing(tmp_path: Path) -> None:
    assert kills(3, tmp_path)


def test_flips_and_cuts_give_no_wrong_answer(tmp_path: Path) -> None:
    assert flips(24, tmp_path)


def test_failing_system_calls_lose_nothing(tmp_path: Path) -> None:
    program("strace")
    assert calls(6, tmp_path)


def test_readers_do_not_notice_rebuilds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.faults.campaign.LATE", 30.0)  # a busy machine is no fault
    assert rebuilds(5, tmp_path)
