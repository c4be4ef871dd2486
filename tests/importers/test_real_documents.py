"""Real and hostile documents from elsewhere are imported, or refused in one clear line."""

import os
from datetime import date
from pathlib import Path

import pytest

from policysearch import materials, vocabulary
from policysearch.importers import cue_files, draft_markdown, event_drafts, sandbox, write_drafts
from policysearch.importers.write_drafts import Imported, Options
from policysearch.model.errors import ImportRefusedError

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("POLICYSEARCH_TEST_DATA", ROOT.parent / "shared" / "data")) / "documents"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="the documents are not here (POLICYSEARCH_TEST_DATA)"),
]
REFUSED = {"blns.json", "hostile-external-entity.docx"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("materials")


@pytest.fixture(scope="module")
def imported(folder: Path) -> list[Imported]:
    words, _ = vocabulary.read(ROOT / "materials" / "vocabulary")
    return list(write_drafts.documents([DATA], folder, words, cue_files.shipped(), Options(publish=True, anyway=True)))


def test_every_document_is_imported_or_refused_in_one_line(imported: list[Imported]) -> None:
    assert {document.document.name for document in imported if document.refused} == REFUSED
    assert all("\n" not in str(document.refused) for document in imported)
    assert not any(written.published for document in imported for written in document.written)


def test_what_is_drafted_can_be_read_as_a_material(imported: list[Imported], folder: Path) -> None:
    words, _ = vocabulary.read(ROOT / "materials" / "vocabulary")
    sources, _ = materials.sources(folder)
    assert len(sources) == len({written.path for document in imported for written in document.written})
    for source in sources.values():
        workshop, problems = materials.read(source, folder, words)
        assert workshop is not None
        assert {p.code for p in problems if p.severity == "error"} <= {"missing-date"}, [p.message for p in problems]


def test_no_script_of_a_hostile_page_becomes_markup(tmp_path: Path) -> None:
    outline = sandbox.read(DATA / "xss-xss-payload-list.txt")
    (draft,) = event_drafts.draft(outline, vocabulary.Vocabulary(), cue_files.shipped())
    html = materials.render(draft_markdown.markdown(draft, date.today()).split("---\n", 2)[2])
    assert not any(tag in html.lower() for tag in ("<script", "<svg", "<img", "<iframe", '<a href="javascript'))


@pytest.mark.parametrize("name", ["policy-handbook.pdf", "search-data-slides.pptx"])
def test_every_page_of_a_real_document_has_its_words(name: str) -> None:
    outline = sandbox.read(DATA / name)
    assert not isinstance(outline, ImportRefusedError)
    assert {block.part for block in outline.blocks} >= set(range(1, 20))
