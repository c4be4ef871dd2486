"""How long a former generation is open for lists that began with it."""

import os
import time
from pathlib import Path

from policysearch.engines.contract import FORMER_SECONDS
from policysearch.engines.whoosh import open_engine
from policysearch.settings import Settings
from tests.engines.factories import build, workshop


def test_it_is_open_for_half_an_hour(tmp_path: Path) -> None:
    first = build(tmp_path, [workshop("a", "Apples")]).generation
    build(tmp_path, [workshop("b", "Berries")])
    engine = open_engine(Settings(index=tmp_path))
    assert engine.former(first) is not None
    switched = time.time() - FORMER_SECONDS - 1
    os.utime(tmp_path / "CURRENT", (switched, switched))
    assert engine.former(first) is None


def test_a_damaged_one_is_not_opened(tmp_path: Path) -> None:
    first = build(tmp_path, [workshop("a", "Apples")]).generation
    build(tmp_path, [workshop("b", "Berries")])
    engine = open_engine(Settings(index=tmp_path))
    folder = tmp_path / "generations" / first
    next(path for path in folder.iterdir() if path.name != "manifest.json").unlink()
    assert engine.former(first) is None


def test_it_is_closed_at_the_next_switch(tmp_path: Path) -> None:
    first = build(tmp_path, [workshop("a", "Apples")]).generation
    build(tmp_path, [workshop("b", "Berries")])
    engine = open_engine(Settings(index=tmp_path))
    assert engine.former(first) is not None
    build(tmp_path, [workshop("c", "Cherries")])
    assert engine.snapshot().id != first
    assert engine.former(first) is None
