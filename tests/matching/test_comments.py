"""Comments in a Word document: the draft's own file, or a new one of its paragraphs."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from policysearch.importers.outline import NO_PLACE
from policysearch.matching.comments import Comment, commented_copy, new_document
from policysearch.matching.draft import Paragraph, read_file
from policysearch.model.errors import ImportRefusedError
from tests.matching import factories

pytestmark = pytest.mark.slow


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def texts(content: bytes) -> list[tuple[str, str, str]]:
    return [(comment.text, comment.author, comment.initials) for comment in opened(content).comments]


def commented_paragraphs(content: bytes) -> list[str]:
    """The text of the paragraph in which each comment's reference stands, in order."""
    document = opened(content)
    return [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
        for _ in paragraph.iter(qn("w:commentReference"))
    ]


def test_comments_stand_beside_their_paragraphs_and_the_text_stays() -> None:
    original = factories.word("# Title", "First words.", "Second words.")
    copy = commented_copy(original, [Comment(2, "A lesson\nWhy: «words»", "Policy Search"), Comment(2, "Another", "P")])
    assert texts(copy) == [("A lesson\nWhy: «words»", "Policy Search", "PS"), ("Another", "P", "P")]
    assert commented_paragraphs(copy) == ["Second words.", "Second words."]
    assert [paragraph.text for paragraph in opened(copy).paragraphs] == ["Title", "First words.", "Second words."]


def test_comments_of_others_stay() -> None:
    copy = commented_copy(factories.word("Words.", comment="Please check"), [Comment(0, "A lesson", "Site")])
    assert [text for text, _, _ in texts(copy)] == ["Please check", "A lesson"]


def test_a_paragraph_in_a_table_a_link_or_a_tracked_change_takes_a_comment() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Credit", "Small firms wait."
    linked = document.add_paragraph()
    link = docx.oxml.OxmlElement("w:hyperlink")
    link.append(linked.add_run("Only a link.")._r)
    linked._p.append(link)
    inserted = document.add_paragraph()
    change = docx.oxml.OxmlElement("w:ins")
    change.append(inserted.add_run("Only inserted.")._r)
    inserted._p.append(change)
    file = BytesIO()
    document.save(file)
    draft = read_file("a.docx", file.getvalue())
    assert [part.text for part in draft.paragraphs] == ["Credit | Small firms wait.", "Only a link.", "Only inserted."]
    copy = commented_copy(file.getvalue(), [Comment(part.place, part.text, "Site") for part in draft.paragraphs])
    assert commented_paragraphs(copy) == ["Credit", "Only a link.", "Only inserted."]


def test_a_comment_without_a_place_stands_beside_the_last_paragraph() -> None:
    copy = commented_copy(factories.word("First.", "Last."), [Comment(NO_PLACE, "A lesson", "Site")])
    assert commented_paragraphs(copy) == ["Last."]


def test_reading_the_copy_gives_the_same_draft() -> None:
    original = factories.word("# Title", "First.", "Second.")
    draft = read_file("a.docx", original)
    copy = commented_copy(original, [Comment(part.place, "A lesson", "Site") for part in draft.paragraphs])
    assert read_file("a.docx", copy).paragraphs == draft.paragraphs


@pytest.mark.parametrize("place", [99, -7])
def test_a_place_that_there_is_not_is_refused(place: int) -> None:
    with pytest.raises(ImportRefusedError, match="comments cannot be written"):
        commented_copy(factories.word("Words."), [Comment(place, "A lesson", "Site")])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no document"])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(ImportRefusedError, match="comments cannot be written"):
        commented_copy(content, [Comment(0, "A lesson", "Site")])


def test_a_new_document_has_the_paragraphs_and_what_xml_cannot_hold_is_left_out() -> None:
    content = new_document([Paragraph("Title", True), Paragraph("Words\x0b.")], [Comment(1, "A\x00 lesson", "\x01")])
    assert [paragraph.text for paragraph in opened(content).paragraphs] == ["Title", "Words."]
    assert texts(content) == [("A lesson", "", "")]
    assert commented_paragraphs(content) == ["Words."]
