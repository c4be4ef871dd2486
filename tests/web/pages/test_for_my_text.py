"""Lessons for my text: the form, the lessons below it, the Word file, and what is refused."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from policysearch.matching.comments import MIMETYPE
from policysearch.settings import LANGUAGES
from policysearch.web import create_app, posted_draft
from policysearch.web.rsgi import THREADS
from tests.matching import factories
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

PATH = "/for-my-text"
TEXT = "What Chile did is of interest.\n\nThe roof leaks."


def post(client: FlaskClient, text: str = "", file: tuple[bytes, str] | None = None, /, **fields: str) -> TestResponse:
    data: dict[str, Any] = {"text": text, **fields}
    if file:
        data["file"] = FileStorage(BytesIO(file[0]), file[1])
    boundary, body = encode_multipart(data)  # the client itself would write a large body to a temporary file
    return client.post(PATH, data=body, content_type=f'multipart/form-data; boundary="{boundary}"')


def test_the_form_says_what_is_read_and_what_becomes_of_it(client: FlaskClient) -> None:
    page = client.get(PATH).text
    assert 'enctype="multipart/form-data"' in page
    assert "5 MB a file, 200 kB of text and 200 paragraphs" in page
    assert 'accept=".docx,.pdf,.txt,.text,.md,.markdown"' in page


def test_each_paragraph_has_its_lessons_with_why_or_none(client: FlaskClient) -> None:
    answer = post(client, TEXT)
    assert answer.status_code == 200
    assert "Lessons for 1 of 2 paragraphs" in answer.text
    before, none = answer.text.rsplit("The roof leaks.", 1)
    assert "<blockquote>What Chile did is of interest.</blockquote>" in before
    assert "Chile and Brazil use ICT." in before
    assert "In common: “chile”, Chile" in before
    assert "No lesson speaks to this paragraph." in none


def test_the_text_stays_in_the_form_and_in_no_cache(client: FlaskClient) -> None:
    answer = post(client, "\nChile <b>& co")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert "\nChile &lt;b&gt;&amp; co</textarea>" in answer.text


def test_a_file_is_read_and_named(client: FlaskClient) -> None:
    page = post(client, "", (factories.word("# Chile", "Chile again.", header="Secret"), "My <draft>.docx")).text
    assert "Lessons for 1 of 1 paragraph" in page
    assert "From the file My &lt;draft&gt;.docx." in page
    assert "a header or footer of the pages: <q>Secret</q>" in page


def test_the_word_file_has_the_lessons_as_comments(client: FlaskClient) -> None:
    answer = post(client, "", (factories.word("Chile again.", "The roof."), "Draft 1.docx"), word="1")
    assert (answer.status_code, answer.mimetype) == (200, MIMETYPE)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="draft-1.docx"'
    document = docx.Document(BytesIO(answer.data))
    comments = [comment.text for comment in document.comments]
    assert [paragraph.text for paragraph in document.paragraphs] == ["Chile again.", "The roof."]
    assert any(
        text.startswith("“Chile and Brazil use ICT.”\nSource: ") and text.endswith("\nWhy: “chile”, Chile")
        for text in comments
    )
    assert all("https://www.example.org/lessons/workshops/" in text for text in comments)


def test_a_pasted_text_becomes_a_word_file_in_the_readers_language(client: FlaskClient) -> None:
    answer = client.post(f"{PATH}?lang=es", data={"text": TEXT, "word": "1"})
    document = docx.Document(BytesIO(answer.data))
    assert [paragraph.text for paragraph in document.paragraphs] == TEXT.split("\n\n")
    assert any("Chile y Brasil usan las TIC." in comment.text for comment in document.comments)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lecciones-para-mi-texto.docx"'


def test_a_text_beside_a_file_is_named_as_not_read(client: FlaskClient) -> None:
    page = client.post(f"{PATH}?lang=es", data={"text": "Brazil <b>", "file": (BytesIO(b"Chile."), "a.txt")}).text
    assert "el texto pegado, porque se eligió un archivo: <q>Brazil &lt;b&gt;</q>" in page
    assert "porque se eligió un archivo" not in client.post(f"{PATH}?lang=es", data={"text": "Brazil"}).text


@pytest.mark.parametrize("suffix", ["docx", "txt"])
def test_the_word_file_names_what_was_not_read(client: FlaskClient, suffix: str) -> None:
    paragraphs = [f"Roof {number}." for number in range(202)]
    content = factories.word(*paragraphs) if suffix == "docx" else "\n\n".join(paragraphs).encode()
    document = docx.Document(BytesIO(post(client, "", (content, f"a.{suffix}"), word="1").data))
    (comment,) = document.comments
    assert comment.text == "What was not read:\nparagraphs beyond the first 200 “Roof 200. Roof 201.”"
    marked = [paragraph.text for paragraph in document.paragraphs if "commentRangeStart" in paragraph._p.xml]
    assert marked == ["Roof 199."]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ((b"<p>", "a.html"), "files named .html are not read here."),
        ((b"PK\x03\x04", "a.docx"), "it is damaged or cut short."),
        ((b"", "a.txt"), "it is empty."),
        ((b"x" * 5_000_001, "a.txt"), "it has more than 5 MB."),
        (None, "it has no text."),
    ],
)
def test_what_cannot_be_read_is_said_and_the_text_stays(
    client: FlaskClient, file: tuple[bytes, str] | None, reason: str
) -> None:
    answer = post(client, " " if file is None else "Kept words", file)
    assert answer.status_code == 422
    assert f"This could not be read: {reason}" in answer.text
    assert file is None or "Kept words</textarea>" in answer.text


def test_the_reason_is_in_the_readers_language(client: FlaskClient) -> None:
    answer = client.post(f"{PATH}?lang=fr", data={"file": (BytesIO(b"x"), "a.html")})
    assert "Lecture impossible\u00a0: les fichiers en .html ne sont pas lus ici." in answer.text


def test_some_paragraphs_of_several_are_counted_in_french(client: FlaskClient) -> None:
    assert "Des leçons pour 1 des 2 paragraphes" in client.post(f"{PATH}?lang=fr", data={"text": TEXT}).text


def test_a_body_over_the_limit_is_413(client: FlaskClient) -> None:
    answer = post(client, "", (b"x" * 6_100_000, "a.txt"))
    assert answer.status_code == 413
    assert "A file may have at most 5 MB." in answer.text


def test_who_comes_while_others_are_read_is_asked_to_come_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posted_draft, "WAIT", 0.0)
    with all_turns():
        answer = post(client, TEXT)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "The roof leaks." in answer.text
    assert post(client, TEXT).status_code == 200


def test_no_more_wait_than_leave_a_thread_for_other_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posted_draft, "WAIT", 3_600.0)  # who waited would wait for the whole test
    assert posted_draft.AT_ONCE + posted_draft.MOST_WAITING < THREADS
    with all_turns(), posted_draft._places:
        assert post(client, TEXT).status_code == 503
    assert post(client, TEXT).status_code == 200


@contextmanager
def all_turns() -> Iterator[None]:
    with posted_draft.turn(), posted_draft.turn():
        yield


def test_nothing_of_a_text_is_in_any_log_or_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "temporary").mkdir()
    settings = replace(SETTINGS, searchlog=True, searchlog_path=tmp_path / "log.sqlite3", access_log=True)
    caplog.set_level(logging.DEBUG)
    logging.getLogger("policysearch.access").propagate = True
    client = create_app(FakeSearcher(), settings).test_client()
    content = factories.word(*[f"Chile secretword {number} " * 40 for number in range(150)])
    every_form: tuple[dict[str, str], ...] = ({}, {"word": "1"})
    for fields in every_form:
        assert post(client, "", (content, "secretword.docx"), **fields).status_code == 200
        assert post(client, "", (b"Chile secretword. " * 50_000, "secretword.txt"), **fields).status_code == 200
        assert post(client, "Chile secretword. " * 5_000, **fields).status_code == 200
    assert [*(tmp_path / "temporary").rglob("*")] == []
    assert "/for-my-text" in caplog.text
    assert "secretword" not in caplog.text
    assert all(b"secretword" not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_box_for_meaning_says_where_the_text_goes_and_is_not_ticked_for_another_server() -> None:
    bundled, elsewhere, off = (
        create_app(FakeSearcher(), replace(SETTINGS, meaning=meaning)).test_client()
        for meaning in ("bundled", "https://vectors.example.net/v1", "off")
    )
    assert re.search(r'name="meaning" value="true" checked', bundled.get(PATH).text)
    page = elsewhere.get(PATH).text
    assert re.search(r'name="meaning" value="true">', page)
    assert "the text is sent to vectors.example.net" in page
    assert 'name="meaning"' not in off.get(PATH).text
    assert "close in meaning" in post(bundled, TEXT, meaning="true").text
    assert "close in meaning" not in post(bundled, TEXT).text


FRENCH = (
    "Ce que le Chili a fait nous intéresse beaucoup, et nous voudrions savoir comment il a procédé dans les régions."
)


@pytest.mark.parametrize(
    ("meaning", "fields", "said"),
    [
        ("off", {}, "This site does not compare meanings, so more lessons may speak to your text than are shown."),
        ("bundled", {}, "Tick “Compare meanings too” to find them."),
        ("bundled", {"meaning": "true"}, None),
    ],
)
def test_it_says_why_few_lessons_are_found_for_a_text_in_another_language(
    meaning: str, fields: dict[str, str], said: str | None
) -> None:
    client = create_app(FakeSearcher(), replace(SETTINGS, meaning=meaning)).test_client()
    page = post(client, FRENCH, **fields).text
    assert ("Your text is in French, and most lessons here are in other languages" in page) == (said is not None)
    assert said is None or said in page
    assert (
        "in other languages"
        not in post(client, "The roof leaks, and nobody knows who should repair it.", **fields).text
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "Su texto está en francés y la mayoría de las lecciones está en otros idiomas"),
        ("pt", "Seu texto está em francês e a maioria das lições está em outros idiomas"),
        ("fr", "Votre texte est en français et la plupart des leçons sont dans d’autres langues"),
    ],
)
def test_so_it_does_in_the_readers_language(client: FlaskClient, language: str, said: str) -> None:
    assert said in client.post(f"{PATH}?lang={language}", data={"text": FRENCH}).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_header_start_page_help_and_privacy_lead_there(client: FlaskClient, language: str) -> None:
    for page in ("/", "/help"):
        assert f'href="/lessons/for-my-text?lang={language}"' in client.get(f"{page}?lang={language}").text
    assert 'id="own-texts"' in client.get(f"/privacy?lang={language}").text
