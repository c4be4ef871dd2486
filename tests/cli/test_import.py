"""``import``: from a document to a workshop that readers find."""

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


def cues(site: Path, text: str) -> None:
    (site / "materials" / "vocabulary" / "cues").mkdir()
    (site / "materials" / "vocabulary" / "cues" / "es.yml").write_text(text, "utf-8")


def test_from_a_page_to_a_search_result(site: Path, run: Run) -> None:
    assert run("import", page(site)).exit_code == 0
    assert "draft: true" in (site / "materials" / "2012-lima.md").read_text("utf-8")
    assert run("publish", "2012-lima").output == "2012-lima is published.\nNext: policysearch build\n"
    assert run("build").exit_code == 0
    hits = json.loads(run("search", "internet", "--json").stdout)["hits"]
    assert [hit["id"] for hit in hits] == ["2012-lima"]


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


def test_an_attachment_is_found_by_page_and_warned_of(site: Path, run: Run) -> None:
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


def test_an_undated_document_of_the_same_title_is_another_one(site: Path, run: Run) -> None:
    for number in ("one", "two"):
        (site / f"{number}.md").write_text(f"# Workshop on small firms\n\nThe {number} and only text.\n", "utf-8")
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


def test_a_site_s_own_cue_words_are_used(site: Path, run: Run) -> None:
    cues(site, "highlights: [puntos de luz]\n")
    assert run("import", page(site, PAGE.replace("Highlights", "Puntos de luz"))).stderr == ""
    assert "- Small firms in Chile" in (site / "materials" / "2012-lima.md").read_text("utf-8")


def test_faulty_cue_words_are_named_and_the_document_is_imported(site: Path, run: Run) -> None:
    cues(site, "highlights: [puntos de luz\n")
    result = run("import", page(site))
    assert result.exit_code == 0
    assert result.stderr.startswith("vocabulary/cues/es.yml:2:1: is not readable YAML")
    assert "- Small firms in Chile" in (site / "materials" / "2012-lima.md").read_text("utf-8")


def test_a_document_that_says_nothing_new_stops_nothing(site: Path, run: Run) -> None:
    result = run("import", "--publish", page(site), page(site))
    assert "2012-lima is there already; left as it is." in result.stderr
    assert "1 workshop published. Next: policysearch build" in result.stdout
