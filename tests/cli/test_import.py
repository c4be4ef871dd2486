"""``import`` and ``publish``: from a document to a workshop that readers find."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.importers import factories, samples

PAGE = """\
Workshop on ICT for small firms

Lima, Peru: July 24-25, 2012

Highlights

- Small firms in Chile and in Peru use the internet to sell.
"""


def page(site: Path, text: str = PAGE) -> str:
    (site / "page.txt").write_text(text, "utf-8")
    return "page.txt"


def test_from_a_page_to_a_search_result(site: Path, run: Run) -> None:
    assert run("import", page(site)).exit_code == 0
    assert "draft: true" in (site / "materials" / "2012-lima.md").read_text("utf-8")
    assert run("publish", "2012-lima").output == "2012-lima is published.\nNext: policysearch build\n"
    assert run("build").exit_code == 0
    found = json.loads(run("search", "internet", "--json").stdout)
    assert [hit["id"] for hit in found["hits"]] == ["2012-lima"]


def test_a_refused_document_is_named_and_the_rest_imported(site: Path, run: Run) -> None:
    (site / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    result = run("import", "broken.pdf", page(site))
    assert result.exit_code == 1
    assert "broken.pdf: it is damaged or cut short. Ask its sender for a whole copy.\n" in result.stderr
    assert (site / "materials" / "2012-lima.md").is_file()


def test_json_says_the_same_for_programs(site: Path, run: Run) -> None:
    (document,) = json.loads(run("import", "--json", page(site, samples.CITY_ONLY)).stdout)
    (written,) = document["written"]
    assert (written["slug"], written["published"]) == ("2013-san-salvador", False)
    assert written["reviews"][0] == {"field": "country", "note": "the country of San Salvador is not told"}


def test_publishing_at_once_leaves_out_what_needs_review(site: Path, run: Run) -> None:
    run("import", "--publish", page(site))
    run("import", "--publish", page(site, samples.CITY_ONLY))
    texts = {path.stem: path.read_text("utf-8") for path in (site / "materials").glob("*.md")}
    assert {slug for slug, text in texts.items() if "draft: true" in text} == {"2013-san-salvador"}


def test_a_draft_with_review_marks_is_not_published_without_asking(site: Path, run: Run) -> None:
    run("import", page(site, samples.CITY_ONLY))
    result = run("publish", "2013-san-salvador")
    assert result.exit_code == 1
    assert "review country: the country of San Salvador is not told" in result.stdout
    assert "stays a draft" in result.stderr
    assert run("publish", "--yes", "2013-san-salvador").exit_code == 0
    assert "review:" not in (site / "materials" / "2013-san-salvador.md").read_text("utf-8")


def test_a_draft_with_an_error_is_never_published(site: Path, run: Run) -> None:
    run("import", page(site, "A note on small firms\n\nThey are many.\n"))
    (slug,) = [path.stem for path in (site / "materials").glob("*.md")]
    result = run("publish", "--yes", slug)
    assert result.exit_code == 1
    assert "the start date is missing" in result.stderr


def test_an_attachment_is_found_by_page_and_its_concerns_are_told(site: Path, run: Run) -> None:
    run("import", "--publish", page(site))
    factories.pdf(
        site / "report.pdf", [["Report", "Write to ana@example.org"], ["Second page", "Zinc smelters were visited."]]
    )
    result = run("import", "--attach", "2012-lima", "--title", "Final report", "report.pdf")
    assert "e-mail addresses (ana@example.org)" in result.stderr
    run("build")
    (hit,) = json.loads(run("search", "zinc smelters", "--json").stdout)["hits"]
    (snippet,) = [s for s in hit["snippets"] if s["kind"] == "passage"]
    assert (snippet["id"], snippet["locator"]) == ("2012-lima/files/report.pdf/2", "page 2")


def test_an_unfinished_draft_does_not_fail_the_build(site: Path, run: Run) -> None:
    run("import", "--publish", page(site))
    run("import", page(site, "A note on small firms\n\nThey are many.\n"))
    assert run("build").exit_code == 0


def test_an_undated_document_of_the_same_title_is_another_one(site: Path, run: Run) -> None:
    for number in ("one", "two"):
        (site / f"{number}.md").write_text(f"# Notes on small firms\n\nThe {number} and only text.\n", "utf-8")
        run("import", f"{number}.md")
    assert len(list((site / "materials").glob("*.md"))) == 2
    assert "is there already" in run("import", "two.md").stderr
    assert len(list((site / "materials").glob("*.md"))) == 2


def test_an_attachment_is_listed_with_how_much_of_it_can_be_searched(site: Path, run: Run) -> None:
    run("new", "--title", "Credit for small firms", "--dates", "2012-07-24", "--place", "Lima, Peru")
    (site / "notes.txt").write_text("Minutes of the second day\n\nGuarantees were discussed.\n", "utf-8")
    result = run("import", "--attach", "2012-lima", "notes.txt")
    assert "notes.txt (1 section to search)" in result.stdout
    assert "Next: policysearch build" in result.stdout
    assert "title: Minutes of the second day" in (site / "materials" / "2012-lima" / "workshop.md").read_text("utf-8")
