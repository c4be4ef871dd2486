"""Web pages in a single file, as browsers save them."""

from pathlib import Path

import pytest

from policysearch.importers import sandbox
from policysearch.importers.formats import mhtml
from policysearch.model.errors import ImportRefusedError

PAGE = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/workshop\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; boundary="--b"\r\n\r\n----b\r\nContent-Type: {}\r\n'
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n----b--\r\n"
)


def write(folder: Path, kind: str, content: str) -> Path:
    (folder / "a.mhtml").write_bytes(PAGE.format(kind, content).encode())
    return folder / "a.mhtml"


def test_the_page_within_is_read(tmp_path: Path) -> None:
    outline = sandbox.read(write(tmp_path, "text/html; charset=utf-8", "<h1>Taller de cr=C3=A9dito</h1><p>Lima</p>"))
    assert [block.text for block in outline.blocks] == ["Taller de crédito", "Lima"]
    assert outline.address == "https://example.org/workshop"


def test_a_file_without_a_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="it has no web page"):
        mhtml.read(write(tmp_path, "image/png", "x"))
