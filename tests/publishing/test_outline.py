"""What a build says of all workshops at once: the outline, and what was withdrawn."""

from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from policysearch.engines.registry import open_engine
from policysearch.query import Query, parse
from policysearch.search.outline import OutlineEntry, by_change, outline_line, outline_of, read_outline, write_outline
from policysearch.search.service import SearchService
from policysearch.web import create_app
from tests.publishing.test_plan import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def searcher_of(site: Site) -> SearchService:
    return SearchService(open_engine(site.settings))


def client_of(site: Site) -> FlaskClient:
    return create_app(searcher_of(site), site.settings).test_client()


def test_the_outline_says_what_the_documents_say_after_every_build(site: Site) -> None:
    for before, after in (("Texas", "Tejas"), ("Tejas", "Texas")):
        site.rewrite("2010-san-antonio.md", before, after)
        site.build()
        searcher = searcher_of(site)
        assert sorted(searcher.outline()) == sorted(outline_of(searcher.scan(Query())))
        searcher.close()


def test_lines_are_in_the_order_of_their_entries_so_that_a_build_need_not_read_them() -> None:
    days = [date(1999, 12, 31), date(2010, 9, 21), date(2010, 10, 1), date(2011, 1, 1)]
    entries = [
        OutlineEntry(f"w{number}", changed, start, end, ("h1", "h2")[: number % 3])
        for number, (changed, start, end) in enumerate(product((None, *days), days, days))
    ]
    assert [*read_outline(write_outline(map(outline_line, entries)))] == by_change(entries)


@pytest.mark.parametrize("view", ["workshops", "highlights"])
@pytest.mark.parametrize("text", ["", "chile", "sme year:2009"])
def test_the_last_changed_are_the_same_by_the_outline_as_by_every_document(
    site: Site, view: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher = searcher_of(site)
    query = parse(text, searcher.vocabulary, view=view)  # type: ignore[arg-type]
    every = {document.id for document in searcher.last_changed(query, 50)}
    monkeypatch.setattr("policysearch.search.last_changed.SMALL", 0)
    assert {document.id for document in searcher.last_changed(query, 50)} == every
    assert every == {document.id for document in searcher.scan(query)}
    newest = next(entry.slug for entry in searcher.outline() if any(key.startswith(entry.slug) for key in every))
    assert newest in {document.workshop.slug for document in searcher.last_changed(query, 1)}


def test_a_withdrawn_workshop_says_so_with_its_title_until_it_is_back(site: Site) -> None:
    path = "/workshops/2009-orlando"
    files = {file: file.read_bytes() for file in site.materials.glob("2009-orlando*.md")}
    title = searcher_of(site).get("2009-orlando").workshop.text("es").title  # type: ignore[union-attr]
    for file in files:
        file.unlink()
    site.build()
    site.rewrite("2010-san-antonio.md", "Texas", "Tejas")
    site.build()  # it is remembered by later builds too
    client = client_of(site)
    for address in (path, f"{path}/h1", f"{path}/cite", f"{path}/h1/cite"):
        answer = client.get(f"{address}?lang=es")
        assert answer.status_code == 410
        assert title in answer.text
    problem = client.get("/api/v1/workshops/2009-orlando")
    assert (problem.status_code, problem.mimetype) == (410, "application/problem+json")
    assert client.get("/workshops/2009-nowhere").status_code == 404
    for file, content in files.items():
        file.write_bytes(content)
    site.build()
    assert client_of(site).get(path).status_code == 200


def test_a_renamed_workshop_is_not_withdrawn(site: Site) -> None:
    for file in site.materials.glob("2009-orlando*.md"):
        text = file.read_text("utf-8")
        new = file.with_name(file.name.replace("orlando", "florida"))
        is_original = file.name == "2009-orlando.md"
        new.write_text(text.replace("---\n", "---\naliases: [2009-orlando]\n", 1) if is_original else text, "utf-8")
        file.unlink()
    site.build()
    assert client_of(site).get("/workshops/2009-orlando").status_code == 301


def test_the_former_slugs_of_a_withdrawn_workshop_say_so_too(site: Site) -> None:
    site.rewrite("2009-orlando.md", "---\ntitle", "---\naliases: [2009-florida]\ntitle")
    site.build()
    for file in site.materials.glob("2009-orlando*.md"):
        file.unlink()
    for town in ("Tejas", "Texas"):
        site.rewrite("2010-san-antonio.md", "Texas" if town == "Tejas" else "Tejas", town)
        site.build()
    client = client_of(site)
    for slug in ("2009-orlando", "2009-florida"):
        assert client.get(f"/workshops/{slug}").status_code == 410


def another_version(site: Site) -> None:
    for path in (site.settings.index / "generations").glob("*/manifest.json"):
        path.write_text(path.read_text("utf-8").replace('"schema": ', '"schema": 9'), "utf-8")


def nothing_to_open(site: Site) -> None:
    for path in (site.settings.index / "generations").glob("*/vocabulary.json"):
        path.unlink()


def forged(site: Site) -> None:
    another_version(site)
    for path in (site.settings.index / "generations").glob("*/withdrawn.json"):
        path.write_bytes(path.read_bytes()[:-2])


@pytest.mark.parametrize(("harm", "status"), [(another_version, 410), (nothing_to_open, 410), (forged, 404)])
def test_what_was_withdrawn_outlives_another_index_format_and_damage(
    site: Site, harm: Callable[[Site], None], status: int
) -> None:
    title = searcher_of(site).get("2009-orlando").workshop.text("es").title  # type: ignore[union-attr]
    for file in site.materials.glob("2009-orlando*.md"):
        file.unlink()
    site.build()
    harm(site)
    site.build()
    client = client_of(site)
    answer = client.get("/workshops/2009-orlando?lang=es")
    assert (answer.status_code, title in answer.text) == (status, status == 410)
    assert client.get("/workshops/2010-san-antonio").status_code == 200
