"""Attachments are served as what they are, and nothing else is."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from policysearch.model.document import Document
from policysearch.model.workshop import Attachment
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.web.fake import FakeSearcher


class WithFiles(FakeSearcher):
    """The fake searcher, whose every workshop lists two attachments."""

    def get(self, document_id: str) -> Document | None:
        document = super().get(document_id)
        if document is None:
            return None
        papers = (Attachment("report.pdf", "Report", "en"), Attachment("page.html", "Page", "en"))
        return replace(document, workshop=replace(document.workshop, attachments=papers))


@pytest.fixture
def slug() -> str:
    return "ict-use"


@pytest.fixture
def client(tmp_path: Path, slug: str) -> FlaskClient:
    folder = tmp_path / slug
    folder.mkdir()
    (folder / "report.pdf").write_bytes(b"%PDF-1.7 words")
    (folder / "page.html").write_bytes(b"<script>alert(1)</script>")
    (folder / "workshop.md").write_text("not for readers")
    return create_app(WithFiles(), Settings(materials=tmp_path, searchlog=False)).test_client()


def test_a_pdf_is_shown_in_the_browser(client: FlaskClient, slug: str) -> None:
    with client.get(f"/workshops/{slug}/files/report.pdf") as response:
        assert (response.status_code, response.mimetype, response.data) == (200, "application/pdf", b"%PDF-1.7 words")
        assert response.headers["Content-Disposition"].startswith("inline")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_part_of_a_file_may_be_asked_for(client: FlaskClient, slug: str) -> None:
    with client.get(f"/workshops/{slug}/files/report.pdf", headers={"Range": "bytes=0-3"}) as response:
        assert (response.status_code, response.data) == (206, b"%PDF")


def test_anything_else_is_a_download_that_no_browser_runs(client: FlaskClient, slug: str) -> None:
    with client.get(f"/workshops/{slug}/files/page.html") as response:
        assert response.mimetype == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ["workshop.md", "..%2Fother.pdf", "report.pdf.passages.jsonl", ".env"])
def test_a_file_that_is_not_listed_is_not_there(client: FlaskClient, slug: str, name: str) -> None:
    assert client.get(f"/workshops/{slug}/files/{name}").status_code == 404
