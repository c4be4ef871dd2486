"""Archives that no office program writes are refused before a library opens them."""

import zipfile
from pathlib import Path

import pytest

from policysearch.importers.formats import office_zip
from policysearch.model.errors import ImportRefusedError
from tests.importers import factories


def test_a_document_passes(tmp_path: Path) -> None:
    office_zip.inspect(factories.word(tmp_path / "a.docx"))


def test_a_part_that_unpacks_to_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="it unpacks to 60 MB in 1 parts, one of 60"):
        office_zip.inspect(factories.word_bomb(tmp_path / "a.docx"))


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_zip, "MAX_ENTRIES", 3)
    with pytest.raises(ImportRefusedError, match="more than is read"):
        office_zip.inspect(factories.word(tmp_path / "a.docx"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<?xml version='1.0'?>\n<! DOCTYPE x>".encode(encoding))
    with pytest.raises(ImportRefusedError, match="outside entities"):
        office_zip.inspect(tmp_path / "a.docx")


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path = factories.word(tmp_path / "a.docx")
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(ImportRefusedError, match="damaged or encrypted"):
        office_zip.inspect(path)
