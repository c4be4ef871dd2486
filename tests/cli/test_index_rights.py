"""Owner and mode of the index are looked at."""

import os
from pathlib import Path

import pytest

from policysearch.cli.index_rights import warn_of_index_rights
from policysearch.settings import Settings
from tests.faults.sites import Site

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.write("one", "Apples")
    assert site.run("build").code == 0
    return site


@pytest.mark.parametrize("command", ["build", "status", "verify"])
def test_an_index_that_everybody_may_write_is_said_in_one_line(site: Site, command: str) -> None:
    assert "Everybody" not in site.run(command).output
    site.settings.index.chmod(0o777)
    outcome = site.run(command)
    assert outcome.code == 0
    assert [line for line in outcome.output.splitlines() if "Everybody" in line] == [
        f"Everybody on this machine may write to {site.settings.index}. Mend it with: chmod o-w {site.settings.index}"
    ]


def test_another_owner_is_said(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(materials=site.folder / "none", index=site.settings.index)
    warn_of_index_rights(settings)
    assert capsys.readouterr().err == ""
    owner = site.settings.index.stat().st_uid
    monkeypatch.setattr("os.geteuid", lambda: owner + 1)
    if owner == 0:
        pytest.skip("root is trusted")
    warn_of_index_rights(settings)
    assert f"belongs to the user with the number {owner}" in capsys.readouterr().err


def test_an_index_that_root_gave_away_is_said(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give a folder away")
    os.chown(site.settings.index, 12_345, -1)
    warn_of_index_rights(Settings(materials=site.folder / "none", index=site.settings.index))
    assert "belongs to the user with the number 12345" in capsys.readouterr().err
