"""A document becomes an attachment, and its passages are kept beside it."""

import json
from pathlib import Path

import pytest

from policysearch.importers import attachment_files, sandbox
from policysearch.model.errors import MaterialsError
from tests.importers import factories

MATERIAL = "---\ntitle: Trade\nstart: 2009-12-03\nadded: 2026-01-01\n---\n\nBody.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "materials"
    folder.mkdir()
    (folder / "trade.md").write_text(MATERIAL, "utf-8")
    (folder / "trade.es.md").write_text("---\ntitle: Comercio\n---\n", "utf-8")
    (folder / "trade-other.md").write_text(MATERIAL, "utf-8")
    return folder


@pytest.fixture
def report(tmp_path: Path) -> Path:
    pages = [["Annual Report of Señal", "Chile lends to small firms."], [], ["Third", "Peru insures."]]
    return factories.pdf(tmp_path / "Informe Año 2009.pdf", pages)


def attach(report: Path, folder: Path, title: str = "") -> Path:
    return attachment_files.attach(report, sandbox.read(report), "trade", folder, title)


def test_the_material_becomes_a_folder_with_its_translations(report: Path, folder: Path) -> None:
    attach(report, folder)
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        "trade-other.md",
        "trade/informe-ano-2009.pdf",
        "trade/informe-ano-2009.pdf.passages.jsonl",
        "trade/workshop.es.md",
        "trade/workshop.md",
    ]


def test_passages_are_kept_by_page(report: Path, folder: Path) -> None:
    copy = attach(report, folder)
    lines = Path(f"{copy}.passages.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "number": 1,
            "locator": "page 1",
            "title": "Annual Report of Señal",
            "text": "Chile lends to small firms.",
            "language": "en",
        },
        {"number": 2, "locator": "page 3", "title": "Third", "text": "Peru insures.", "language": "en"},
    ]


def test_the_front_matter_lists_it_once_however_often_it_is_attached(report: Path, folder: Path) -> None:
    attach(report, folder)
    attach(report, folder, "Annual: report")
    assert (folder / "trade" / "workshop.md").read_text("utf-8") == (
        "---\ntitle: Trade\nstart: 2009-12-03\nattachments:\n  - file: informe-ano-2009.pdf\n"
        '    title: "Annual: report"\n    language: en\nadded: 2026-01-01\n---\n\nBody.\n'
    )


def test_a_second_document_joins_the_list(report: Path, folder: Path, tmp_path: Path) -> None:
    attach(report, folder)
    second = factories.deck(tmp_path / "slides.pptx")
    attachment_files.attach(second, sandbox.read(second), "trade", folder)
    listed = [line for line in (folder / "trade" / "workshop.md").read_text("utf-8").splitlines() if "file:" in line]
    assert listed == ["  - file: informe-ano-2009.pdf", "  - file: slides.pptx"]


def test_a_long_document_without_pages_is_divided(tmp_path: Path, folder: Path) -> None:
    text = tmp_path / "long.txt"
    text.write_text("\n\n".join(["Words of a paragraph. " * 40] * 40), "utf-8")
    copy = attachment_files.attach(text, sandbox.read(text), "trade", folder)
    passages = [json.loads(line) for line in Path(f"{copy}.passages.jsonl").read_text("utf-8").splitlines()]
    assert [passage["number"] for passage in passages] == list(range(1, len(passages) + 1))
    assert all(len(passage["text"]) <= attachment_files.LONGEST_PASSAGE + 100 for passage in passages)
    assert passages[1]["locator"] == "section 2"


def test_there_must_be_such_a_workshop(report: Path, folder: Path) -> None:
    with pytest.raises(MaterialsError, match="There is no material absent"):
        attachment_files.attach(report, sandbox.read(report), "absent", folder)
