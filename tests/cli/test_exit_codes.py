"""0 is done (advice allowed), 1 errors in the materials or the index, 2 wrong usage; never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from policysearch import starter

pytestmark = pytest.mark.slow  # each starts a process or several


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "mysite"
    starter.copy(folder)
    assert run(folder, "build")[0] == 0
    return folder


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "policysearch", *arguments]
    process = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return process.returncode, process.stdout + process.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("build",),
        ("build", "--dry-run"),
        ("status",),
        ("verify",),
        ("search", "ict"),
        ("report",),
        ("--help",),
    ],
)
def test_done_ends_with_nought(site: Path, arguments: tuple[str, ...]) -> None:
    assert run(site, *arguments)[0] == 0


def test_advice_alone_ends_with_nought(site: Path, tmp_path: Path) -> None:
    starter.copy(tmp_path / "site")
    file = tmp_path / "site" / "materials" / "2009-orlando.md"
    file.write_text(file.read_text("utf-8").replace(" {#h1}", ""), "utf-8")
    code, output = run(tmp_path / "site", "check")
    assert code == 0
    assert "the highlight has no id" in output


@pytest.mark.parametrize("command", ["check", "build", "publish 2009-orlando"])
def test_an_error_in_a_material_ends_with_one(tmp_path: Path, command: str) -> None:
    starter.copy(tmp_path / "site")
    file = tmp_path / "site" / "materials" / "2009-orlando.md"
    file.write_text(file.read_text("utf-8").replace("start: 2009-09-14", "start: 2009-09-41"), "utf-8")
    code, output = run(tmp_path / "site", *command.split())
    assert code == 1
    assert "2009-orlando.md:3:8: start has no date '2009-09-41'" in output


@pytest.mark.parametrize("command", ["search ict", "status", "verify", "rollback", "serve --port 1"])
def test_no_index_ends_with_one_and_says_the_way_out(tmp_path: Path, command: str) -> None:
    code, output = run(tmp_path, *command.split())
    assert code == 1
    assert "policysearch" in output or "Port" in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    "arguments",
    [
        ("--nothing",),
        ("nothing",),
        ("biuld",),
        ("import",),
        ("import", "no-such-file.docx"),
        ("search", "--limit", "0"),
        ("search", "--filter", "planet=mars"),
        ("search", "--since", "June"),
        ("search", "x" * 10_001),
        ("search", "x" * 10_001, "--json"),
        ("publish",),
        ("new", "--title", "a", "--dates", "someday"),
        ("serve", "--port", "0"),
    ],
)
def test_wrong_usage_ends_with_two(site: Path, arguments: tuple[str, ...]) -> None:
    code, output = run(site, *arguments)
    assert code == 2, output
    assert "Traceback" not in output


def test_a_folder_that_cannot_be_written_is_said_in_a_line(site: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "index"
    blocked.write_text("a file where the folder should be", "utf-8")
    code, output = run(site, "build", "--index", str(blocked / "deeper"))
    assert code == 1
    assert "Traceback" not in output
    assert len(output.strip().splitlines()) <= 2
