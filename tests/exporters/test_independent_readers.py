"""Every export as programs read it that are not ours, with texts of every kind."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import docx
import feedparser
import openpyxl
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from policysearch.exporters import FORMATS, Entry, atom, entries
from policysearch.exporters.citation_styles import styled_citations
from policysearch.materials.documents import documents_of
from tests.exporters.conftest import PROVENANCE, VOCABULARY, audience, entries_of, workshop

BODY = "Ministry of Industry, Trade and Tourism"
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"])
TEXTS = st.text(SIGNS, min_size=1, max_size=60)


def file_of(extension: str, rows: Iterator[Entry] | list[Entry]) -> bytes:
    return b"".join(FORMATS[extension].write(rows, PROVENANCE))


def entries_with(lesson: str, title: str = "Credit & Growth") -> list[Entry]:
    return [replace(entry, organizers=(BODY,)) for entry in entries_of(workshop(lesson, title=title))]


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def records() -> list[Entry]:
    return entries_with("Chile {lends} 50% to SMEs.")


def test_rispy_reads_bodies_with_commas_as_bodies(records: list[Entry]) -> None:
    proceedings, paper = rispy.load(StringIO(file_of("ris", records).decode()))
    assert paper["type_of_reference"] == "CPAPER"
    assert paper["title"] == "Chile {lends} 50% to SMEs."
    assert paper["urls"] == ["https://www.example.org/workshops/credit/h1"]
    for record in (proceedings, paper):
        (author,) = record["authors"]
        assert "," not in author  # a comma divides a person's last name from the first
        assert author.replace("‚", ",") == BODY


def bibtex_fields(rows: list[Entry]) -> list[dict[str, str]]:
    library = parse_string(file_of("bib", rows).decode())
    assert not library.failed_blocks
    return [{field.key: field.value for field in entry.fields} for entry in library.entries]


def test_bibtexparser_reads_protected_lessons_and_raw_addresses(records: list[Entry]) -> None:
    address = "https://www.example.org/100%25_~x/?a=1&b=#h1"
    _, paper = bibtex_fields([replace(entry, url=address) for entry in records])
    assert paper["title"] == r"{Chile \textbraceleft{}lends\textbraceright{} 50\% to SMEs.}"
    assert paper["url"] == address
    assert paper["author"] == f"{{{BODY}}}"


def test_feedparser_reads_the_feed_and_every_address_in_it_is_full(records: list[Entry]) -> None:
    feed = feedparser.parse(b"".join(atom.write(records, PROVENANCE, "site", "https://www.example.org/feed.atom")))
    assert not feed.bozo
    assert [entry.link for entry in feed.entries] == sorted((entry.url for entry in records), reverse=True)
    assert feed.feed.id.startswith("urn:uuid:")


def test_openpyxl_reads_dates_as_dates_texts_as_texts_and_no_formula(records: list[Entry]) -> None:
    hostile = replace(records[1], text="=HYPERLINK(1)", title="007", start=date(1850, 1, 2))
    book = openpyxl.load_workbook(BytesIO(file_of("xlsx", [*records, hostile])))
    sheet, about = book.worksheets
    header = [cell.value for cell in sheet[1]]
    rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert rows[0]["From"].value == datetime(2010, 9, 21)
    assert rows[0]["From"].is_date
    assert rows[1]["Link"].hyperlink.target == "https://www.example.org/workshops/credit/h1"
    assert (rows[2]["Text"].value, rows[2]["Text"].data_type) == ("=HYPERLINK(1)", "s")
    assert (rows[2]["Workshop title"].value, rows[2]["From"].value) == ("007", "1850-01-02")
    assert sheet.freeze_panes == "A2"
    assert ("Search", "credit country:PA") in [tuple(cell.value for cell in row) for row in about.iter_rows()]


def test_csl_json_has_the_lesson_its_workshop_and_its_days(records: list[Entry]) -> None:
    event, paper = json.loads(file_of("csl.json", records))
    assert (event["type"], event["title"]) == ("event", "Credit & Growth")
    assert (paper["title"], paper["container-title"]) == ("Chile {lends} 50% to SMEs", "Credit & Growth")
    assert paper["issued"] == {"date-parts": [[2010, 9, 21], [2010, 9, 22]]}
    assert paper["author"] == [{"literal": BODY}]
    assert json.loads(file_of("csl.json", [])) == []


def test_python_docx_reads_the_lesson_in_its_own_citation(records: list[Entry]) -> None:
    texts = [paragraph.text for paragraph in docx.Document(BytesIO(file_of("docx", records[1:]))).paragraphs]
    assert any("“Chile {lends} 50% to SMEs”. In “Credit & Growth”" in text for text in texts)


@pytest.mark.slow
@given(TEXTS, TEXTS)
def test_any_words_come_through_every_format(lesson: str, title: str) -> None:
    _, entry = entries_with(lesson, title)
    (record,) = rispy.load(StringIO(file_of("ris", [entry]).decode()))
    assert spaced(record.get("abstract", "")) == spaced(entry.text)
    (fields,) = bibtex_fields([entry])
    assert fields["year"] == "2010"
    sheet = openpyxl.load_workbook(BytesIO(file_of("xlsx", [entry]))).worksheets[0]
    assert spaced(str(sheet.cell(2, 3).value or "")) == spaced(entry.text)
    feed = feedparser.parse(b"".join(atom.write([entry], PROVENANCE, "site", "https://www.example.org/feed.atom")))
    assert not feed.bozo
    assert json.loads(file_of("csl.json", [entry]))[0]["abstract"] == entry.text


@pytest.mark.parametrize("extension", FORMATS)
def test_no_file_passes_a_path_off_as_an_address(extension: str) -> None:
    paths = replace(audience(), address=lambda document: f"/workshops/{document}")
    provenance = replace(PROVENANCE, address="/?q=credit")
    content = b"".join(
        FORMATS[extension].write(entries(documents_of(workshop("Chile lends."), VOCABULARY), paths), provenance)
    )
    if extension in ("xlsx", "docx"):
        content = _texts_of(content, extension).encode()
    assert b"/workshops/" not in content
    assert b"/?q=" not in content


def _texts_of(content: bytes, extension: str) -> str:
    if extension == "docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)
    sheets = openpyxl.load_workbook(BytesIO(content)).worksheets
    return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)


def test_a_feed_without_a_known_address_has_no_links() -> None:
    rows = [replace(entry, url="") for entry in entries_with("Chile lends.")]
    feed = feedparser.parse(b"".join(atom.write(rows, replace(PROVENANCE, address="/?q="), "site", "/feed.atom")))
    assert not feed.bozo
    assert feed.feed.get("links", []) == []
    assert all(not entry.get("links") for entry in feed.entries)


def test_feeds_of_two_views_have_ids_of_their_own() -> None:
    def identity(stream: str) -> Any:
        return feedparser.parse(b"".join(atom.write([], PROVENANCE, "site", "", stream))).feed.id

    assert identity("q=credit&view=highlights") != identity("q=credit")
    assert identity("q=credit") == identity("q=credit")


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_every_style_names_the_lesson_and_escapes_it(language: str) -> None:
    _, entry = entries_of(workshop("Chile <b>lends</b> & more."), language)
    styles = [*styled_citations(entry, "Example Institution", date(2026, 11, 30), language, "chicago")]
    assert [citation.name for citation in styles] == ["Chicago", "APA", "ISO 690"]
    for citation in styles:
        assert "Chile <b>lends</b> &" in citation.text
        assert "Chile &lt;b&gt;lends&lt;/b&gt; &amp;" in citation.html
        assert citation.text.count("https://www.example.org/workshops/credit/h1") == 1
        assert ".." not in citation.text


@pytest.mark.slow
@given(TEXTS)
def test_styles_make_no_markup_of_any_words(words: str) -> None:
    _, entry = entries_with(f"{words} <span class='nocase'>x", words)
    for citation in styled_citations(entry, "Example Institution", date(2026, 11, 30), "en"):
        assert "<" not in citation.html.replace("<i>", "").replace("</i>", "")


def test_a_title_in_spanish_keeps_its_small_letters() -> None:
    _, entry = entries_of(workshop("Chile presta a las pymes."), "es")
    chicago = next(styled_citations(entry, "", date(2026, 11, 30), "es", "chicago"))
    assert "«Chile presta a las pymes»" in chicago.text
    assert "21 de septiembre" in chicago.text
