"""``publish``: a draft becomes a workshop that the next build shows."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_import import page
from tests.importers import samples


def test_a_draft_with_review_marks_is_not_published_without_asking(site: Path, run: Run) -> None:
    run("import", page(site, samples.CITY_ONLY))
    result = run("publish", "2013-san-salvador")
    assert result.exit_code == 1
    assert "review country: the country of San Salvador is not told" in result.stdout
    assert "stays a draft" in result.stderr
    assert run("publish", "--yes", "2013-san-salvador").exit_code == 0
    assert "review:" not in (site / "materials" / "2013-san-salvador.md").read_text("utf-8")


def test_a_draft_with_an_error_is_never_published(site: Path, run: Run) -> None:
    run("import", page(site, "A workshop on small firms\n\nThey are many.\n"))
    (slug,) = [path.stem for path in (site / "materials").glob("*.md")]
    result = run("publish", "--yes", slug)
    assert result.exit_code == 1
    assert "the start date is missing" in result.stderr


def test_an_unfinished_draft_does_not_fail_the_build(site: Path, run: Run) -> None:
    run("import", "--publish", page(site))
    run("import", page(site, "A workshop on small firms\n\nThey are many.\n"))
    assert run("build").exit_code == 0


def test_what_is_published_already_is_said_to_be(site: Path, run: Run) -> None:
    run("import", "--publish", page(site))
    assert run("publish", "2012-lima").stdout == "2012-lima was published already.\nNext: policysearch build\n"


def test_json_says_the_same_for_programs(site: Path, run: Run) -> None:
    run("import", page(site, samples.CITY_ONLY))
    result = run("publish", "--json", "2013-san-salvador")
    (outcome,) = json.loads(result.stdout)
    assert (result.exit_code, outcome["slug"], outcome["published"]) == (1, "2013-san-salvador", False)
    assert outcome["reviews"][0]["field"] == "country"
