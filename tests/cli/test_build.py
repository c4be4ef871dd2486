"""``build``, ``status`` and ``rollback``: what vanishes is asked about, and a rollback holds."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policysearch import starter
from policysearch.cli import policysearch


@pytest.fixture
def materials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The materials of a site of the four workshops, built; its folder is the current one."""
    starter.copy(tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    assert run("build").exit_code == 0
    return tmp_path / "site" / "materials"


def run(*words: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(policysearch, words, input=answer)


def remove(materials: Path, slug: str) -> None:
    for file in materials.glob(f"{slug}*.md"):
        file.unlink()


def searched(words: str) -> int:
    return int(json.loads(run("search", words, "--json").stdout)["total"])


def test_a_dry_run_says_what_would_happen_and_writes_nothing(materials: Path) -> None:
    remove(materials, "2009-orlando")
    result = run("build", "--dry-run")
    assert "Would vanish: 2009-orlando" in result.stdout
    assert searched("") == 4


def test_more_than_a_tenth_vanishes_only_when_somebody_says_yes(materials: Path) -> None:
    remove(materials, "2009-orlando")
    refused = run("build", answer="n\n")
    assert (refused.exit_code, searched("")) == (1, 4)
    assert "1 workshop of 4 would vanish from the site. Go on?" in refused.output
    assert run("build", answer="").exit_code == 1, "where nobody answers, nothing vanishes"
    assert searched("") == 4
    assert run("build", answer="y\n").exit_code == 0
    assert searched("") == 3


def test_a_schedule_is_not_asked(materials: Path) -> None:
    remove(materials, "2009-orlando")
    assert run("build", "--yes").exit_code == 0
    assert searched("") == 3


def test_a_rollback_holds_until_the_materials_change(materials: Path) -> None:
    remove(materials, "2009-orlando")
    run("build", "--yes")
    assert run("rollback").exit_code == 0
    assert searched("") == 4
    assert "Rolled back from" in run("status").stdout
    again = run("build", "--yes")
    assert "the materials have not changed since" in again.stdout
    assert searched("") == 4
    assert json.loads(run("build", "--yes", "--json").stdout)["rolled_back"] is True
    remove(materials, "2010-san-antonio")
    run("build", "--yes")
    assert searched("") == 2
    assert "Rolled back" not in run("status").stdout


def test_a_full_build_ends_a_rollback(materials: Path) -> None:
    remove(materials, "2009-orlando")
    run("build", "--yes")
    run("rollback")
    run("build", "--yes", "--full")
    assert searched("") == 3


def test_status_says_what_changed_and_what_is_held_and_why(materials: Path) -> None:
    (materials / "2011-san-diego.md").write_text("---\ntitle: half", "utf-8")
    run("build")
    (materials / "2012-new.md").write_text("---\ntitle: New\nstart: 2012-01-02\n---\n", "utf-8")
    (materials / "2013-draft.md").write_text("---\ntitle: Draft\ndraft: true\n---\n", "utf-8")
    result = run("status")
    assert "New since: 2012-new" in result.stdout
    assert "Not published yet: 2013-draft" in result.stdout
    why = "2011-san-diego (2011-san-diego.md:1:1: has front matter without an end)"
    assert f"Served from its earlier version: {why}" in result.stdout
    shown = json.loads(run("status", "--json").stdout)
    assert (shown["appeared"], shown["drafts"], list(shown["held"])) == (
        ["2012-new"],
        ["2013-draft"],
        ["2011-san-diego"],
    )
    assert searched("") == 4


def test_a_renamed_file_is_offered_as_an_alias(materials: Path) -> None:
    for file in materials.glob("2009-orlando*.md"):
        file.rename(file.with_name(file.name.replace("2009-orlando", "2009-florida")))
    result = run("build", "--yes")
    offer = "2009-orlando is 2009-florida now? To keep its address, write into 2009-florida.md: aliases: [2009-orlando]"
    assert offer in result.output
    assert offer not in run("build", "--full", "--yes").output


def test_status_names_the_setting_without_which_files_have_no_addresses(materials: Path) -> None:
    assert run("build").exit_code == 0
    assert "The setting public_url is missing" in run("status").stdout
    assert json.loads(run("status", "--json").stdout)["missing_settings"] == ["public_url"]
