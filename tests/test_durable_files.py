"""Files that are written in one step."""

import os
import stat
from pathlib import Path

import pytest

from policysearch.durable_files import replace_file, rewrite_file


def test_a_file_is_replaced_and_leaves_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "CURRENT"
    replace_file(path, "first\n")
    replace_file(path, "second\n")
    assert path.read_bytes() == b"second\n"
    assert [*tmp_path.iterdir()] == [path]


def test_what_was_there_stays_where_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "lessons.md"
    path.write_text("Credit grew.", "utf-8")
    with pytest.raises(UnicodeEncodeError):
        replace_file(path, "half \udcff")
    assert path.read_text("utf-8") == "Credit grew."
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.skipif(os.name == "nt", reason="a mode is kept where the system has modes")
def test_a_file_that_is_rewritten_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "lessons.md"
    path.write_text("Credit grew.", "utf-8")
    path.chmod(0o640)
    rewrite_file(path, b"Credit fell.")
    assert path.read_bytes() == b"Credit fell."
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "lessons.md", tmp_path / "link.md"
    path.write_text("Credit grew.", "utf-8")
    link.symlink_to(path)
    rewrite_file(link, b"Credit fell.")
    assert link.is_symlink()
    assert path.read_bytes() == b"Credit fell."


def test_an_error_names_the_file_that_was_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "no folder" / "lessons.md"
    with pytest.raises(FileNotFoundError) as error:
        rewrite_file(path, b"Credit grew.")
    assert error.value.filename == str(path)
