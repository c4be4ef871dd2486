"""Switches by another process: a thread opens the new generation, and no reader waits for that."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from policysearch import durable_files
from policysearch.engines.whoosh import engine as engine_module
from policysearch.engines.whoosh import open_engine
from policysearch.engines.whoosh.generations import follower, surveillance
from policysearch.engines.whoosh.snapshot import WhooshSnapshot
from policysearch.settings import Settings
from tests.engines.factories import build, workshop
from tests.patience import PATIENCE, until


class Gate:
    """Lets nobody open a generation until it is open itself."""

    def __init__(self) -> None:
        self.is_open, self.is_reached = Event(), Event()

    def snapshot(self, folder: Path) -> WhooshSnapshot:
        self.is_reached.set()
        assert self.is_open.wait(PATIENCE)
        return WhooshSnapshot(folder)


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.is_open.set()


@pytest.fixture
def generations(tmp_path: Path) -> tuple[str, str]:
    first, second = (build(tmp_path, [workshop("a", f"Apples {number}")]).generation for number in range(2))
    switch(tmp_path, first)
    return first, second


def switch(index: Path, generation: str) -> None:
    """Switch as another process does, of which this one counts nothing."""
    durable_files.replace_file(index / "CURRENT", f"{generation}\n")


def test_no_reader_waits_for_a_switch_by_another_process(
    tmp_path: Path, generations: tuple[str, str], gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = generations
    engine = open_engine(Settings(index=tmp_path))
    monkeypatch.setattr(engine_module, "WhooshSnapshot", gate.snapshot)
    switch(tmp_path, second)
    assert engine.snapshot().id == first
    assert gate.is_reached.wait(PATIENCE)
    assert [engine.snapshot().id for _ in range(3)] == [first] * 3
    assert engine.warning() == ""
    gate.is_open.set()
    until(lambda: engine.snapshot().id == second)
    assert engine.warning() == ""


def test_a_reader_wakes_the_thread(
    tmp_path: Path, generations: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "POLL", 10 * PATIENCE)
    engine = open_engine(Settings(index=tmp_path))
    switch(tmp_path, generations[1])
    until(lambda: engine.snapshot().id == generations[1])


def test_who_looks_at_once_sees_what_another_process_has_just_built(
    tmp_path: Path, generations: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "POLL", 10 * PATIENCE)
    monkeypatch.setattr(follower, "WAIT", PATIENCE)
    engine = open_engine(Settings(index=tmp_path))
    until(engine._follower._has_looked.is_set)
    switch(tmp_path, generations[1])
    assert engine.snapshot().id == generations[1]


def test_a_switch_is_followed_while_checksums_are_compared(
    tmp_path: Path, generations: tuple[str, str], gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare_slowly(_engine: object, _folder: Path, _pause: float = 0.0) -> bool:
        gate.is_reached.set()
        return gate.is_open.wait(PATIENCE)

    monkeypatch.setattr(surveillance, "VERIFY_AFTER", 0.0)
    monkeypatch.setattr(surveillance, "POLL", 0.01)
    monkeypatch.setattr(engine_module.WhooshEngine, "compare", compare_slowly)
    engine = open_engine(Settings(index=tmp_path))
    assert gate.is_reached.wait(PATIENCE)
    switch(tmp_path, generations[1])
    until(lambda: engine.snapshot().id == generations[1])


def test_a_list_that_another_process_began_in_the_new_generation_goes_on_in_it(
    tmp_path: Path, generations: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower.Follower, "look_now", lambda _, wait: wait is not None)
    monkeypatch.setattr(follower, "POLL", 10 * PATIENCE)
    first, second = generations
    engine = open_engine(Settings(index=tmp_path))
    switch(tmp_path, second)
    assert engine.snapshot().id == first
    snapshot = engine.former(second)
    assert snapshot
    assert snapshot.id == second
    assert engine.former("99999999-20260101t000000z-abcdef") is None


def test_where_no_thread_runs_a_reader_opens_it(
    tmp_path: Path, generations: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that was forked from one with an open engine has none."""
    monkeypatch.setattr(follower, "start", follower.Follower)
    engine = open_engine(Settings(index=tmp_path))
    switch(tmp_path, generations[1])
    assert engine.snapshot().id == generations[1]


def test_what_this_process_built_is_there_at_once(tmp_path: Path, generations: tuple[str, str]) -> None:
    engine = open_engine(Settings(index=tmp_path))
    assert engine.snapshot().id == generations[0]
    third = build(tmp_path, [workshop("a", "Cherries")]).generation
    assert engine.snapshot().id == third


def test_a_generation_that_cannot_be_opened_for_lack_of_something_is_said(
    tmp_path: Path, generations: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = generations
    engine = open_engine(Settings(index=tmp_path))

    def fail(_folder: Path) -> WhooshSnapshot:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "WhooshSnapshot", fail)
        switch(tmp_path, second)
        until(lambda: engine.snapshot().id == first and second in engine.warning())
    until(lambda: engine.snapshot().id == second)
