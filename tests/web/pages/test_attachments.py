"""Attachments are served as what they are, and nothing else is."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from policysearch.model.document import Document
from policysearch.model.workshop import Attachment
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.web.fake import FakeSearcher

FILES = {"report.pdf": b"%PDF-1.7 words", "page.html": b"<script>alert(1)</script>"}
DIGESTS = {name: sha256(content).hexdigest() for name, content in FILES.items()}


class WithFiles(FakeSearcher):
    """The fake searcher, whose every workshop lists two attachments, and one that could not be copied."""

    def get(self, document_id: str) -> Document | None:
        document = super().get(document_id)
        if document is None:
            return None
        papers = [Attachment(name, name, "en", len(FILES[name]), digest=DIGESTS[name]) for name in FILES]
        papers.append(Attachment("unread.pdf", "Unread", "en", 9))
        return replace(document, workshop=replace(document.workshop, attachments=tuple(papers)))


@pytest.fixture
def slug() -> str:
    return "ict-use"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(materials=tmp_path / "materials", index=tmp_path / "index", searchlog=False)
    settings.attachments_folder.mkdir(parents=True)
    for name, content in FILES.items():
        (settings.attachments_folder / DIGESTS[name]).write_bytes(content)
    return settings


@pytest.fixture
def client(settings: Settings) -> FlaskClient:
    return create_app(WithFiles(), settings).test_client()


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


@pytest.mark.parametrize("name", ["workshop.md", "..%2Fother.pdf", "report.pdf.passages.jsonl", ".env", "unread.pdf"])
def test_a_file_that_is_not_listed_is_not_there(client: FlaskClient, slug: str, name: str) -> None:
    assert client.get(f"/workshops/{slug}/files/{name}").status_code == 404


def link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def link_of_the_same_size(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(other)


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


@pytest.mark.parametrize("harm", [Path.unlink, link, link_of_the_same_size, longer])
def test_a_copy_that_is_not_as_it_was_made_is_not_there(
    client: FlaskClient, settings: Settings, slug: str, harm: Callable[[Path], None]
) -> None:
    harm(settings.attachments_folder / DIGESTS["report.pdf"])
    assert client.get(f"/workshops/{slug}/files/report.pdf").status_code == 404


def test_the_tag_of_a_file_is_its_checksum(client: FlaskClient, slug: str) -> None:
    with client.get(f"/workshops/{slug}/files/report.pdf") as response:
        assert response.headers["ETag"] == f'"{DIGESTS["report.pdf"]}"'
