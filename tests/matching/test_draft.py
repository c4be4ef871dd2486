"""A draft as paragraphs: pasted, or read from a file in memory; what is not read is named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.importers import sandbox
from policysearch.matching.draft import MAX_FILE, MAX_PARAGRAPHS, MAX_TEXT, SUFFIXES, pasted, read_file
from policysearch.model.errors import ImportRefusedError
from tests.importers import factories as documents
from tests.matching import factories


def test_blank_lines_end_paragraphs_of_a_pasted_text() -> None:
    assert [paragraph.text for paragraph in pasted("First.\n\nSecond,\nor so.\n\n- an item").paragraphs] == [
        "First.",
        "Second,",
        "or so.",
        "an item",
    ]


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x01"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(ImportRefusedError, match="it has no text"):
        pasted(text)


def test_paragraphs_beyond_the_limit_are_named() -> None:
    draft = pasted("\n\n".join(f"Paragraph {number}." for number in range(MAX_PARAGRAPHS + 2)))
    assert len(draft.paragraphs) == MAX_PARAGRAPHS
    (rest,) = draft.not_read
    assert rest.reason == "paragraphs beyond the first 200"
    assert rest.text == "Paragraph 200.\nParagraph 201."


def test_text_beyond_the_limit_is_named() -> None:
    draft = pasted("é" * MAX_TEXT)
    assert len(draft.paragraphs[0].text.encode()) == MAX_TEXT
    (rest,) = draft.not_read
    assert (rest.reason, len(rest.text)) == ("text beyond 200 kB", MAX_TEXT // 2)


@given(st.text(max_size=300), st.integers(0, 3))
def test_no_word_of_a_text_is_lost(text: str, times: int) -> None:
    try:
        draft = pasted(text * times + " word")
    except ImportRefusedError as error:
        pytest.fail(str(error))
    kept = " ".join([*(part.text for part in draft.paragraphs), *(part.text for part in draft.not_read)])
    assert "word" in kept


def test_headings_of_a_word_file_are_not_compared_and_places_are_known() -> None:
    draft = read_file("Draft.DOCX", factories.word("# A title", "First words.", "Second words."))
    assert [(part.text, part.is_heading) for part in draft.paragraphs] == [
        ("A title", True),
        ("First words.", False),
        ("Second words.", False),
    ]
    assert [part.place for part in draft.paragraphs] == [0, 1, 2]
    assert [part.text for part in draft.compared] == ["First words.", "Second words."]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", "Señal\n\nOtra.".encode()), ("a.md", "# Título\n\nSeñal\n\nOtra.".encode())],
)
def test_text_and_markdown_are_read(name: str, content: bytes) -> None:
    assert [part.text for part in read_file(name, content).compared] == ["Señal", "Otra."]


def test_a_pdf_is_read(tmp_path: Path) -> None:
    file = documents.pdf(tmp_path / "a.pdf", [["Small producers export together."]])
    assert "Small producers export together." in read_file("a.pdf", file.read_bytes()).paragraphs[0].text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docm", b"PK", "files named .docm are not read here"),
        ("a.html", b"<p>x", "files named .html are not read here"),
        ("a", b"x", "files named without an ending are not read here"),
        ("a.txt", b"x" * (MAX_FILE + 1), "it has more than 5 MB"),
        ("a.docx", b"no archive", "it is plain text"),
        ("a.docx", b"PK\x03\x04 cut short", "it is damaged"),
        ("a.pdf", b"%PDF-1.7 nothing", "it is damaged"),
        ("a.txt", b" ", "it is empty"),
        ("a.txt", b"\x01\x02" * 3, "it has no text"),
    ],
)
def test_other_files_are_refused_with_the_reason(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(ImportRefusedError, match=reason):
        read_file(name, content)


def test_comments_and_headers_of_a_word_file_are_named_as_not_read() -> None:
    reasons = [
        part.reason for part in read_file("a.docx", factories.word("Words.", header="Secret", comment="Hm")).not_read
    ]
    assert any("comments" in reason for reason in reasons)
    assert any("header" in reason for reason in reasons)


def test_reading_writes_nothing_and_needs_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    read_file("a.docx", factories.word("Words."))
    assert [*tmp_path.iterdir()] == []


def test_the_reader_of_a_draft_sees_no_setting_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYSEARCH_MEANING_KEY", "secret")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    printed = sandbox.run("tests.matching.print_environment", (), b"", 20)
    assert b"PATH" in printed
    assert b"secret" not in printed


def test_the_suffixes_are_those_of_formats_that_are_read() -> None:
    assert {*SUFFIXES} == {".docx", ".pdf", ".txt", ".text", ".md", ".markdown"}
