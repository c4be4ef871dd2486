"""A file's format is that of its content, and its name must agree."""

from pathlib import Path

import pytest

from policysearch.importers.formats import detect_format
from policysearch.model.errors import ImportRefusedError
from tests.importers import factories


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.htm", b"<p>x</p>", "html"),
        ("a.xhtml", b"<?xml version='1.0'?>\n<!-- c --><!-- d -->\n<!DOCTYPE html><html>", "html"),
        ("a.TXT", b"words", "text"),
        ("a.markdown", b"# words", "markdown"),
        ("a.pdf", b"\n%PDF-1.7", "pdf"),
    ],
)
def test_a_format_is_recognised(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert detect_format.recognise(tmp_path / name) == kind


def test_office_documents_are_recognised(tmp_path: Path) -> None:
    assert detect_format.recognise(factories.word(tmp_path / "a.docx")) == "docx"
    assert detect_format.recognise(factories.deck(tmp_path / "a.pptx")) == "pptx"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"<!-- --><html>", "its name ends in .txt, but it is a web page."),
        ("a.pdf", b"words", "its name ends in .pdf, but it is plain text."),
        ("a.docx", b"{\\rtf1", "it is rich text"),
        ("a.docx", b"PK\x03\x04 cut", "it is damaged or cut short."),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "it is protected"),
        ("a", b"words", "files named without an ending are not imported."),
        ("a.txt", b" \n", "it is empty."),
    ],
)
def test_other_files_are_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportRefusedError) as refused:
        detect_format.recognise(tmp_path / name)
    assert refused.value.message.startswith(message)


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="it cannot be read"):
        detect_format.recognise(tmp_path / "absent.txt")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detect_format, "MAX_BYTES", 1_000_000)
    (tmp_path / "a.txt").write_bytes(b"x" * 2_000_000)
    with pytest.raises(ImportRefusedError, match="it has 2 MB, more than 1"):
        detect_format.recognise(tmp_path / "a.txt")
