"""What ``search`` prints is what the API answers, ranges and orders too."""

import json
from pathlib import Path
from shutil import copytree

from tests.cli.conftest import VOCABULARY, Run


def test_years_the_day_of_adding_and_its_order(run: Run, site: Path) -> None:
    copytree(VOCABULARY.parent, site / "materials", dirs_exist_ok=True)
    assert run("build").exit_code == 0

    def ids(*arguments: str) -> list[str]:
        return [hit["id"] for hit in json.loads(run("search", *arguments, "--json").stdout)["hits"]]

    every = ids("--sort", "added")
    assert len(every) == 4
    assert {*ids("--year-from", "2010")} == {slug for slug in every if int(slug[:4]) >= 2010}
    assert {*ids("--year-to", "2010", "--year-from", "2010")} == {slug for slug in every if slug.startswith("2010")}
    assert ids("--since", "2026-11-24") == []
    assert ids("--since", "2026-11-23", "--sort", "added") == every
    assert "0 workshops" in run("search", "--since", "2026-11-24").stdout
