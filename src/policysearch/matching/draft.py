"""A draft as paragraphs, with what is not read of it; pasted, or read from a file in the importers' sandbox."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import NamedTuple

from policysearch.importers import sandbox
from policysearch.importers.formats import text as plain_text
from policysearch.importers.formats.file_in_memory import FileInMemory
from policysearch.importers.outline import NO_PLACE, Block, Outline
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message

MAX_FILE = 5_000_000  # bytes
MAX_TEXT = 200_000  # bytes of UTF-8
MAX_PARAGRAPHS = 200
SECONDS = 20.0  # in which a file must be read, or written
MEMORY = 700_000_000  # bytes in which that must be possible
WORD = ".docx"
SUFFIXES = (WORD, ".pdf", ".txt", ".text", ".md", ".markdown")
BEYOND_PARAGRAPHS = message("paragraphs beyond the first {most}", most=MAX_PARAGRAPHS)
BEYOND_TEXT = message("text beyond {most} kB", most=MAX_TEXT // 1_000)
BESIDE_FILE = message("the pasted text, since a file was chosen")
_NO_TEXT = "it has no text."


class Paragraph(NamedTuple):
    """A paragraph, list item or table row, or a heading, which is no paragraph to compare.

    ``place`` is where it stands in the body of a Word document, NO_PLACE in other texts.
    """

    text: str
    is_heading: bool = False
    place: int = NO_PLACE


class NotRead(NamedTuple):
    """What is not compared: the ``reason`` in words, and the ``text``."""

    reason: str
    text: str = ""


class Draft(NamedTuple):
    """The paragraphs of a text in order, and what was not read of it."""

    paragraphs: tuple[Paragraph, ...]
    not_read: tuple[NotRead, ...] = ()

    @property
    def compared(self) -> list[Paragraph]:
        """Return the paragraphs that are compared."""
        return [paragraph for paragraph in self.paragraphs if not paragraph.is_heading]


def pasted(text: str) -> Draft:
    """Return the draft of a pasted text. Raises ImportRefusedError where it has no words."""
    within, rest = _cut(text, MAX_TEXT)
    return _draft(plain_text.blocks(within), [NotRead(BEYOND_TEXT, rest)] if rest else [])


def read_file(name: str, content: bytes) -> Draft:
    """Return the draft in a file, whose ``name`` says what it is. Raises ImportRefusedError, which says why not."""
    suffix = suffix_of(name)
    if len(content) > MAX_FILE:
        raise ImportRefusedError(message("it has more than {most} MB.", most=MAX_FILE // 1_000_000), "Split it.")
    if suffix not in SUFFIXES:
        raise ImportRefusedError(
            message("files named {suffix} are not read here.", suffix=suffix or message("without an ending")),
            "Word (.docx), PDF, text and Markdown files are.",
        )
    outline = sandbox.read_in_memory(FileInMemory(content, suffix), SECONDS, MEMORY)
    return _draft(outline.blocks, _not_read(outline))


def suffix_of(name: str) -> str:
    """Return the ending of a file's name, in small letters."""
    return PurePath(name).suffix.lower()


def _not_read(outline: Outline) -> list[NotRead]:
    of_document = [NotRead(sentence) for sentence in (*outline.notes, *outline.warnings)]
    return [*of_document, *(NotRead(part.reason, part.text) for part in outline.left_out)]


def _draft(blocks: Iterable[Block], not_read: list[NotRead]) -> Draft:
    """Return the paragraphs of ``blocks`` within the limits; the others are named. Raises ImportRefusedError."""
    paragraphs: list[Paragraph] = []
    remainder: list[str] = []
    size = 0
    for block in blocks:
        within, rest = _cut(block.text, MAX_TEXT - size) if len(paragraphs) < MAX_PARAGRAPHS else ("", block.text)
        size += len(within.encode())
        if within:
            paragraphs.append(Paragraph(within, block.kind == "heading", block.place))
        if rest:
            remainder.append(rest)
    if not paragraphs:
        raise ImportRefusedError(_NO_TEXT)
    if remainder:
        reason = BEYOND_PARAGRAPHS if len(paragraphs) == MAX_PARAGRAPHS else BEYOND_TEXT
        not_read = [*not_read, NotRead(reason, "\n".join(remainder))]
    return Draft(tuple(paragraphs), tuple(not_read))


def _cut(text: str, most: int) -> tuple[str, str]:
    """Return ``text`` up to ``most`` bytes, and the rest."""
    if len(text) * 4 <= most:
        return text, ""
    within = text.encode("utf-8", "replace")[: max(most, 0)].decode("utf-8", "ignore")
    return within, text[len(within) :]
