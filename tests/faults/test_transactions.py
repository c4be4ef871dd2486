"""A build is one transaction, whatever else builds, whatever the clock says, wherever it is killed."""

import errno
import os
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from policysearch import durable_files, publishing
from policysearch.engines.registry import open_generations
from policysearch.engines.whoosh.generations import manifest
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.model.errors import EngineError, PlanOutdatedError
from policysearch.regular_files import read_regular_file
from tests.faults.sites import Site

pytestmark = pytest.mark.slow


def test_a_plan_of_another_generation_is_refused(site: Site) -> None:
    """Case 5: plan A, w000 away, build B, A goes on; then w000 is back."""
    generations = open_generations(site.settings)
    site.write("w001", "Berries")
    plan = publishing.plan_build(site.settings, generations, generations.current())
    path = site.settings.materials / "w000.md"
    content = path.read_bytes()
    path.unlink()
    assert site.run("build", "--yes").code == 0
    with pytest.raises(PlanOutdatedError, match="nothing was written"):
        publishing.execute(plan, generations)
    path.write_bytes(content)
    assert site.run("build", "--yes").code == 0
    assert site.searcher().get("w000")
    assert "as they were built" in site.run("status").output


def test_the_plan_of_a_build_is_made_under_the_lock(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_build = publishing.plan_build
    refusals = []

    def plan_while_another_builds(*arguments: object, **options: object) -> publishing.Plan:
        try:
            open_generations(site.settings).writing().__enter__()
        except EngineError as error:
            refusals.append(error.message)
        return plan_build(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "plan_build", plan_while_another_builds)
    assert site.run("build").code == 0
    assert refusals == ["Another build is at work on this index."]


def test_a_generation_that_cannot_be_read_for_a_moment_brings_back_no_earlier_version(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The generation before looks served at that moment. What a plan keeps comes from the one it was made for."""
    site.write("w005", "Berries")
    assert site.run("build").code == 0
    outcomes = []
    for moment in range(1, 100):
        copy = site.copy(tmp_path / str(moment))
        copy.write("w006", "Berries")
        with monkeypatch.context() as patch:
            reads = fail_once(patch, copy.generations()[0] / manifest.NAME, moment)
            code = copy.run("build").code
        if len(reads) < moment:
            break
        outcomes.append(code)
        assert title_of(copy, "w005") == "Berries w005"
        assert title_of(copy, "w006") == ("Apples w006" if code else "Berries w006")
        assert copy.run("build").code == 0
        assert (title_of(copy, "w005"), title_of(copy, "w006")) == ("Berries w005", "Berries w006")
    assert {*outcomes} == {0, 1}


def fail_once(patch: pytest.MonkeyPatch, file: Path, moment: int) -> list[Path]:
    """Let the reading of ``file`` fail the ``moment``-th time; return the list that each time is added to."""
    reads = list[Path]()

    def fail(path: Path, limit: int) -> bytes:
        if path == file:
            reads.append(path)
            if len(reads) == moment:
                raise OSError(errno.EIO, "Input/output error")
        return read_regular_file(path, limit)

    patch.setattr(f"{manifest.__name__}.{read_regular_file.__name__}", fail)
    return reads


def title_of(site: Site, slug: str) -> str:
    document = site.searcher().get(slug)
    assert document
    return document.workshop.texts["en"].title


def test_what_a_build_made_that_ended_before_the_switch_is_published_by_the_next(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no rollback: that would make the update wait for another change."""
    site.write("w005", "Berries")
    names = [path.name for path in site.generations()]

    def fail(*_: object) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(GenerationDirectory, "switch", fail)
        with pytest.raises(OSError, match="Permission denied"):
            site.run("build")
    assert title_of(site, "w005") == "Apples w005"
    status = site.run("status").output
    assert ("Changed since: w005" in status, "Rolled back" in status) == (True, False)
    outcome = site.run("build")
    assert (outcome.code, "Changed: w005" in outcome.output) == (0, True)
    assert title_of(site, "w005") == "Berries w005"
    assert site.run("rollback").code == 0
    assert site.searcher().generation == names[0]
    assert len(site.generations()) == 2


def test_a_folder_that_cannot_be_removed_refuses_a_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("w005", "Berries")
    rmdir = os.rmdir

    def fail_for_runs(path: str | Path, **options: int) -> None:
        if Path(path).name == "runs":
            raise OSError(errno.EACCES, "Permission denied")
        rmdir(path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rmdir", fail_for_runs)
        with pytest.raises(OSError, match="Permission denied"):
            site.run("build")
    assert title_of(site, "w005") == "Apples w005"
    assert site.run("build").code == 0
    assert title_of(site, "w005") == "Berries w005"


def test_a_build_that_ends_right_after_the_switch_has_published(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("w005", "Berries")
    before = site.searcher().generation
    fsync_directory = durable_files.fsync_directory

    def fail_at_the_switch(folder: Path) -> None:
        if folder == site.settings.index:
            raise OSError(errno.EIO, "Input/output error")
        fsync_directory(folder)

    with monkeypatch.context() as patch:
        patch.setattr(durable_files, "fsync_directory", fail_at_the_switch)
        with pytest.raises(OSError, match="Input/output error"):
            site.run("build")
    assert title_of(site, "w005") == "Berries w005"
    assert "Nothing to do" in site.run("build").output
    assert site.run("rollback").code == 0
    assert site.searcher().generation == before
    site.write("w006", "Berries")
    assert site.run("build").code == 0
    assert not [path for path in site.generations() if not path.is_dir()]


@pytest.mark.parametrize("fails_at", [1, 2], ids=["when it is looked for", "when its files are listed"])
def test_a_folder_that_cannot_be_opened_keeps_its_workshop_online(
    site: Site, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """Like a file that cannot be read, and unlike one that was taken away."""
    scandir, calls = os.scandir, []

    def fail_for_annex(path: str | Path | int) -> object:
        if not isinstance(path, int) and Path(path).name == "annex":
            calls.append(path)
            if len(calls) >= fails_at:
                raise OSError(errno.EACCES, "Permission denied")
        return scandir(path)

    site.write("w005", "Berries")
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", fail_for_annex)
        outcome = site.run("build", "--yes")
    assert (outcome.code, outcome.output.count("annex:1:1: cannot be read: Permission denied")) == (1, 2)
    assert "Gone" not in outcome.output
    assert (title_of(site, "annex"), title_of(site, "w005")) == ("Annex", "Berries w005")
    outcome = site.run("build")
    assert (outcome.code, title_of(site, "annex")) == (0, "Annex")


@pytest.mark.parametrize("year", [1999, 2099], ids=["back", "ahead"])
def test_a_clock_that_is_wrong_for_one_build_loses_no_update(
    site: Site, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    """Case 21: an edit under the wrong clock, then its revert under the right one."""
    title = (site.settings.materials / "w005.md").read_bytes()
    site.write("w005", "Berries")
    with monkeypatch.context() as patch:
        patch.setattr("time.time_ns", lambda: (year - 1970) * 31_557_600 * 10**9)
        patch.setattr("policysearch.engines.whoosh.generations.directory.datetime", clock(year))
        assert site.run("build").code == 0
    assert site.generations()[0].name[9:13] == str(year)
    (site.settings.materials / "w005.md").write_bytes(title)
    outcome = site.run("build")
    assert (outcome.code, "Changed: w005" in outcome.output) == (0, True)
    assert title_of(site, "w005") == "Apples w005"
    assert site.run("rollback").code == 0
    assert title_of(site, "w005") == "Berries w005"


def clock(year: int) -> type[datetime]:
    class Clock(datetime):
        @classmethod
        def now(cls, zone: tzinfo | None = None) -> "Clock":
            return cls(year, 1, 1, tzinfo=zone)

    return Clock
