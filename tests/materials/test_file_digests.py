import errno
import json
import os
import time
from pathlib import Path
from typing import NoReturn

import pytest

from policysearch import materials
from policysearch.materials import file_digests
from policysearch.materials.file_digests import MIN_AGE, Digests

LATER = 10 * MIN_AGE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "materials"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(f"words of {name}", "utf-8")
    now = time.time_ns() + LATER
    monkeypatch.setattr("time.time_ns", lambda: now)
    return folder


def digests(folder: Path, memory: Path) -> dict[str, str]:
    return {slug: source.digest for slug, source in materials.sources(folder, memory)[0].items()}


def test_what_is_remembered_is_what_is_read(folder: Path, tmp_path: Path) -> None:
    memory = tmp_path / "digests.json"
    first = digests(folder, memory)
    assert first == {slug: source.digest for slug, source in materials.sources(folder)[0].items()}
    record = json.loads(memory.read_text("utf-8"))
    record["digests"]["a"][1] = "remembered"
    memory.write_text(json.dumps(record), "utf-8")
    assert digests(folder, memory) == {**first, "a": "remembered"}


@pytest.mark.parametrize("size", ["same", "larger"])
def test_a_file_that_changed_is_read(folder: Path, tmp_path: Path, size: str) -> None:
    memory = tmp_path / "digests.json"
    first = digests(folder, memory)
    stat = (folder / "a.md").stat()
    (folder / "a.md").write_text("words of x" if size == "same" else "other words", "utf-8")
    os.utime(folder / "a.md", ns=(stat.st_atime_ns, stat.st_mtime_ns))  # as a copy that keeps times
    assert digests(folder, memory)["a"] != first["a"]
    assert digests(folder, memory)["b"] == first["b"]


def test_a_file_that_could_not_be_read_for_a_moment_is_not_taken_for_its_other_version(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one digest for both, the second version would be taken for published."""
    memory = tmp_path / "digests.json"
    while_unreadable = []
    for words in ("words of x", "words of y"):
        (folder / "a.md").write_text(words, "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(file_digests, "open_regular_file", fail)
            while_unreadable += [digests(folder, memory)["a"], digests(folder, memory)["a"]]
        assert digests(folder, memory) == digests(folder, tmp_path / "none" / "digests.json")
    first, again, second, _ = while_unreadable
    assert first == again
    assert first != second


def fail(path: str) -> NoReturn:
    raise OSError(errno.EIO, "Input/output error", path)


def test_young_files_are_not_remembered(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    digests(folder, tmp_path / "digests.json")
    assert json.loads((tmp_path / "digests.json").read_text("utf-8"))["digests"] == {}


@pytest.mark.parametrize("content", ["", "[]", '{"folder": 1}', '{"folder": "x", "digests": {"a": 1}}', "\x00"])
def test_a_memory_that_makes_no_sense_is_forgotten(folder: Path, tmp_path: Path, content: str) -> None:
    memory = tmp_path / "digests.json"
    memory.write_text(content.replace('"x"', json.dumps(os.path.realpath(folder))), "utf-8")
    assert digests(folder, memory) == digests(folder, tmp_path / "none" / "digests.json")


def test_another_folders_memory_is_not_used(folder: Path, tmp_path: Path) -> None:
    memory = tmp_path / "digests.json"
    digests(folder, memory)
    renamed = tmp_path / "renamed"
    folder.rename(renamed)
    renamed_digests = Digests(renamed, memory)
    renamed_digests.digest("a", ["a.md"])
    assert renamed_digests._new == 1
