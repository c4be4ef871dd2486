"""Importing the page that the four shipped materials were written from gives these materials."""

import os
from dataclasses import fields
from pathlib import Path

import pytest

from policysearch import materials, vocabulary
from policysearch.importers import cue_files, write_drafts
from policysearch.importers.write_drafts import Options
from policysearch.model.workshop import Workshop

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("POLICYSEARCH_TEST_DATA", ROOT.parent / "shared" / "data"))
PAGE = DATA / "oas-msme-workshops.txt"
SHIPPED = ROOT / "materials"
LATER = ("added", "updated", "aliases", "texts")  # what is not the page's own: bookkeeping and translations

pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the original page is not here (POLICYSEARCH_TEST_DATA)")


def read(folder: Path) -> dict[str, Workshop]:
    words, _ = vocabulary.read(SHIPPED / "vocabulary")
    sources, _ = materials.sources(folder)
    results = {slug: materials.read(source, folder, words) for slug, source in sources.items()}
    assert not [problem for _, problems in results.values() for problem in problems if problem.severity == "error"]
    return {slug: workshop for slug, (workshop, _) in results.items() if workshop}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workshop]:
    folder = tmp_path_factory.mktemp("materials")
    words, _ = vocabulary.read(SHIPPED / "vocabulary")
    (document,) = write_drafts.documents([PAGE], folder, words, cue_files.shipped(), Options(publish=True, anyway=True))
    assert [written.published for written in document.written] == [True] * 4
    return read(folder)


@pytest.fixture(scope="module")
def shipped() -> dict[str, Workshop]:
    return {slug: workshop for slug, workshop in read(SHIPPED).items() if slug[:4].isdigit()}


def test_the_same_four_workshops_are_found(imported: dict[str, Workshop], shipped: dict[str, Workshop]) -> None:
    assert sorted(imported) == sorted(shipped)


def test_every_field_is_the_same(imported: dict[str, Workshop], shipped: dict[str, Workshop]) -> None:
    names = [f.name for f in fields(Workshop) if f.name not in LATER]
    for slug, workshop in shipped.items():
        assert {name: getattr(imported[slug], name) for name in names} == {n: getattr(workshop, n) for n in names}


def test_all_twelve_highlights_are_the_same(imported: dict[str, Workshop], shipped: dict[str, Workshop]) -> None:
    def lessons(workshops: dict[str, Workshop]) -> list[tuple[str, str, str]]:
        return sorted((slug, h.id, h.text) for slug, w in workshops.items() for h in w.texts["en"].highlights)

    assert lessons(imported) == lessons(shipped)
    assert len(lessons(imported)) == 12


def test_title_and_prose_are_the_same(imported: dict[str, Workshop], shipped: dict[str, Workshop]) -> None:
    for slug, workshop in shipped.items():
        ours, theirs = imported[slug].texts["en"], workshop.texts["en"]
        assert (ours.title, ours.plain) == (theirs.title, theirs.plain)
