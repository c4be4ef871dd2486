"""Comments on paragraphs, and a Word document that has them: the draft's own file, or a new one of its paragraphs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import docx
from docx.oxml import OxmlElement
from docx.text.run import Run

from policysearch.exporters.xml_safe import xml_safe
from policysearch.importers import sandbox
from policysearch.importers.formats.docx import body_places
from policysearch.importers.outline import NO_PLACE
from policysearch.matching.draft import MEMORY, SECONDS, Paragraph
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message

CHILD = "policysearch.matching.comments_child"
MAX_INITIALS = 3
MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITTEN = b"docx\n"  # what the child prints before a document
_IMPOSSIBLE = message("comments cannot be written into it.")


class Comment(NamedTuple):
    """What is said beside the paragraph at ``place``: ``text``, a line a paragraph, by ``author``."""

    place: int
    text: str
    author: str


def commented_copy(content: bytes, comments: Sequence[Comment]) -> bytes:
    """Return a copy of a Word document with the comments, written by a process of its own.

    All else stays as it is, comments of others included. Raises ImportRefusedError where that is not possible.
    """
    records = json.dumps([comment._asdict() for comment in comments]).encode()
    printed = sandbox.run(CHILD, (str(MEMORY),), records + b"\n" + content, SECONDS)
    if not printed.startswith(WRITTEN):
        raise ImportRefusedError(_IMPOSSIBLE, "Paste its text instead.")
    return printed.removeprefix(WRITTEN)


def new_document(paragraphs: Iterable[Paragraph], comments: Sequence[Comment]) -> bytes:
    """Return a Word document of the paragraphs, with the comments; a comment's place is the number of a paragraph."""
    document = docx.Document()
    document.core_properties.title = document.core_properties.author = document.core_properties.comments = ""
    for paragraph in paragraphs:
        text = xml_safe(paragraph.text)
        if paragraph.is_heading:
            document.add_heading(text, 2)
        else:
            document.add_paragraph(text)
    add_comments(document, comments)
    return saved(document)


def add_comments(document: Any, comments: Iterable[Comment]) -> None:
    """Add the comments to a document of python-docx; one without a place is beside the last paragraph."""
    places = {place: paragraph for paragraph, place in reversed(body_places(document.element.body).items())}
    for comment in comments:
        paragraph = places.get(max(places, default=NO_PLACE) if comment.place == NO_PLACE else comment.place)
        if paragraph is None:
            raise ImportRefusedError(_IMPOSSIBLE)
        initials = "".join(word[0] for word in comment.author.split()).upper()[:MAX_INITIALS]
        document.add_comment(_bounds(paragraph), xml_safe(comment.text), xml_safe(comment.author), xml_safe(initials))


def saved(document: Any) -> bytes:
    """Return the bytes of a document of python-docx."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _bounds(paragraph: Any) -> list[Run]:
    """Return empty runs at both ends of a paragraph, between which a comment can be whatever the paragraph has."""
    first, last = OxmlElement("w:r"), OxmlElement("w:r")
    if paragraph.pPr is not None:
        paragraph.pPr.addnext(first)
    else:
        paragraph.insert(0, first)
    paragraph.append(last)
    return [Run(run, paragraph) for run in (first, last)]
