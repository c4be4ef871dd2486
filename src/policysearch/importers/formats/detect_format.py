"""The format of a file, by its content; a name that says otherwise is refused."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from policysearch.importers.formats.file_in_memory import FileInMemory, Source
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message

_ENDINGS = {
    "html": ".html .htm .xhtml",
    "mhtml": ".mhtml .mht",
    "docx": ".docx .docm .dotx .dotm",
    "odt": ".odt",
    "pptx": ".pptx .pptm .ppsx",
    "pdf": ".pdf",
    "text": ".txt .text",
    "markdown": ".md .markdown",
}
EXTENSIONS = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}
NAMES = {
    "html": message("a web page"),
    "mhtml": message("a web page in a single file"),
    "odt": message("an OpenDocument text"),
    "docx": message("a Word document"),
    "pptx": message("a PowerPoint deck"),
    "pdf": message("a PDF"),
    "text": message("plain text"),
    "markdown": "Markdown",
}
MAX_BYTES = 200_000_000
HEAD = 65_536  # bytes by which a format is recognised
_PAGE = re.compile(
    rb"\A\s*+(?:<\?xml[^>]*>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL
)
_MESSAGE = re.compile(rb"\A\s*+(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*+)*?(?:mime-version|content-type):", re.I)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_OPEN_DOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_READS = message(
    "It reads web pages, Word (.docx), OpenDocument (.odt), PowerPoint (.pptx), PDF, text and Markdown files."
)


def recognise(path: Path) -> str:
    """Return the format's name, a key of ``NAMES``. Raises ImportRefusedError, which says why, for other files."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise ImportRefusedError(message("it cannot be read ({strerror}).", strerror=error.strerror)) from error
    return _recognise(path, size, head)


def recognise_in_memory(file: FileInMemory) -> str:
    """Return the same of a file in memory."""
    content = file.read_bytes()
    return _recognise(file, len(content), content[:HEAD])


def _recognise(path: Source, size: int, head: bytes) -> str:
    if not head.strip():
        raise ImportRefusedError("it is empty.")
    if size > MAX_BYTES:
        raise ImportRefusedError(
            message(
                "it has {value:,} MB, more than {max_bytes}.", value=size // 1000000, max_bytes=MAX_BYTES // 1000000
            ),
            "Split it.",
        )
    claimed = EXTENSIONS.get(path.suffix.lower(), "")
    detected = _content(path, head, claimed)
    if not claimed:
        raise ImportRefusedError(
            message("files named {suffix} are not imported.", suffix=path.suffix or message("without an ending")),
            _READS,
        )
    if detected != claimed:
        raise ImportRefusedError(
            message("its name ends in {suffix}, but it is {detected}.", suffix=path.suffix, detected=NAMES[detected]),
            "Check that it is the right file and rename it.",
        )
    return detected


def _content(path: Source, head: bytes, claimed: str) -> str:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _archive(path)
    if head.startswith(_OLD_OFFICE):
        if _ENCRYPTED in path.read_bytes():
            raise ImportRefusedError("it is protected by a password.", "Save a copy without one.")
        raise ImportRefusedError("it is of an Office before 2007.", "Save it as .docx or .pptx.")
    if head.startswith(b"{\\rtf"):
        raise ImportRefusedError("it is rich text (RTF).", "Save it as .docx.")
    if head.startswith(_PICTURES):
        raise ImportRefusedError("it is a picture.", "Only text is imported.")
    if claimed == "mhtml" and _MESSAGE.match(head):
        return "mhtml"
    if claimed in ("html", "markdown", "text") and not (claimed != "html" and _PAGE.match(head)):
        return claimed
    return "html" if _PAGE.match(head) else "text"


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as part:
        return part.read(200)


def _archive(path: Source) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mimetype = _mimetype(archive) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ImportRefusedError("it is damaged or cut short.", "Ask its sender for a whole copy.") from error
    for name, kind in (("word/document.xml", "docx"), ("ppt/presentation.xml", "pptx")):
        if name in names:
            return kind
    if mimetype.startswith(_OPEN_DOCUMENT_TEXT):
        return "odt"
    raise ImportRefusedError("it is an archive, but neither a Word document nor a PowerPoint deck.", _READS)
