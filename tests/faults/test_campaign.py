"""The campaign of faults in its short form; CONTRIBUTING.md has the commands of the long one."""

import json
import os
from pathlib import Path

import pytest

from tests.faults.campaign import pieces, rebuilds
from tests.faults.campaign.pieces import Record
from tests.faults.tools import program

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="signals and processes of POSIX")]


@pytest.mark.parametrize(("name", "count"), [("kills", 4), ("flips", 30)])
def test_nothing_is_lost_or_wrong(name: str, count: int, tmp_path: Path) -> None:
    record = Record(name)
    record.add(count, tmp_path)
    assert record.is_good(), record.summary()
    assert record.figures()["trials"] == count


def test_failing_system_calls_lose_nothing(tmp_path: Path) -> None:
    program("strace")
    record = Record("calls")
    record.add(8, tmp_path)
    assert record.is_good(), record.summary()
    assert record.figures()["refused"] > 0  # a fault that no build met shows nothing


def test_readers_do_not_notice_rebuilds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilds, "LATE", 30.0)  # a busy machine is no fault
    record = Record("rebuilds")
    record.add(5, tmp_path)
    assert record.is_good(), record.summary()
    assert record.figures()["answers"] > 0


def test_pieces_are_added_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    firsts = []

    def piece(count: int, first: int, folder: Path) -> pieces.Figures:
        firsts.append(first)
        return {"killed": count - 1, "worst seconds": first + 0.5}

    monkeypatch.setitem(pieces.CAMPAIGNS, "kills", piece)
    path = tmp_path / "record"
    path.write_text(json.dumps({"name": "flips", "figures": {"trials": 7, "wrong": 1}}) + "\n", "utf-8")
    for count in (3, 5):
        Record("kills", path).add(count, tmp_path)
    kills, flips = Record("kills", path), Record("flips", path)
    assert firsts == [0, 3]
    assert kills.figures() == {"trials": 8, "killed": 6, "worst seconds": 3.5}
    assert kills.summary() == "kills: 8 trials, 6 killed, 3.5 worst seconds"
    assert (kills.is_good(), flips.is_good()) == (True, False)
