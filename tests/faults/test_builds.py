"""Builds under fire: what killed ones leave is swept, and nothing of the working folder is run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.sites import Site
from tests.faults.tools import program

pytestmark = pytest.mark.slow

PLANTED = ("pickle", "queue", "yaml", "numpy", "traceback", "zstandard", "policysearch", "multiprocessing")
MANY = 1_010  # workshops: from 1,000 on a second process shares the work


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.write("one", "Apples")
    assert site.run("build").code == 0
    return site


def test_what_killed_builds_left_is_swept(site: Site) -> None:
    """Case 27, and its kind."""
    index, state = site.settings.index, site.settings.state_folder
    left = [
        index / ".CURRENT.4711.new",
        state / ".digests.json.4711.new",
        state / ".damaged.json.4711.new",
        index / "generations" / "00000009-20260101t000000z-abcdef" / "runs-x" / "own-0.arrays",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    site.write("two", "Berries")
    assert site.run("build").code == 0
    assert [path for path in left if path.exists()] == []
    names = {path.name for path in state.iterdir()}
    assert names <= {"build.lock", "digests.json", "verify.lock", "damaged.json"}


def test_no_module_of_the_working_folder_is_run(tmp_path: Path) -> None:
    """Case 20: with 1,000 workshops a second process shares the work."""
    site = Site(tmp_path / "site")
    for number in range(MANY):
        site.write(f"w{number:04}", "Apples")
    mark = tmp_path / "run"
    for name in PLANTED:
        (site.folder / f"{name}.py").write_text(f"open({str(mark)!r}, 'a').write('{name} ')\n", "utf-8")
    script = tmp_path / "bin" / "policysearch-of-the-test.py"
    script.parent.mkdir()
    script.write_text("if __name__ == '__main__':\n    from policysearch.cli import main\n    main()\n", "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    done = subprocess.run(
        [sys.executable, str(script), "build"],
        cwd=site.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not mark.exists(), mark.read_text("utf-8")


@pytest.mark.parametrize("shift", ["-1d", "+1d"], ids=["back", "ahead"])
def test_the_system_s_clock_set_back_or_ahead_loses_no_update(site: Site, shift: str) -> None:
    """Case 21, with faketime: an edit under the wrong clock, its revert under the right one."""
    original = (site.settings.materials / "one.md").read_bytes()
    site.write("one", "Berries")
    command = [program("faketime"), "-f", shift, sys.executable, "-m", "policysearch", "build", "--yes"]
    subprocess.run(command, cwd=site.folder, check=True, capture_output=True)
    (site.settings.materials / "one.md").write_bytes(original)
    outcome = site.run("build")
    assert (outcome.code, "Changed: one" in outcome.output) == (0, True)
    assert site.run("rollback").code == 0
    document = site.searcher().get("one")
    assert document
    assert document.workshop.texts["en"].title == "Berries one"
