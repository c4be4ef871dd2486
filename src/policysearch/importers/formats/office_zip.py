"""The zip archive of an office document, inspected before any library opens it."""

from __future__ import annotations

import io
import re
import zipfile

from policysearch.importers.formats.file_in_memory import Source
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message

MAX_ENTRIES = 5_000
MAX_PART = 48_000_000
MAX_UNPACKED = 600_000_000
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_TYPES = "[Content_Types].xml"
_MAIN_PARTS = ("word/document.xml", "ppt/presentation.xml")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)")
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml."
_SLIDES = b"application/vnd.openxmlformats-officedocument.presentationml."
_TYPE_NAMES = (
    (b"application/vnd.ms-word.document.macroEnabled.main+xml", _WORD + b"document.main+xml"),
    (b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml", _WORD + b"document.main+xml"),
    (_WORD + b"template.main+xml", _WORD + b"document.main+xml"),
    (_SLIDES + b"slideshow.main+xml", _SLIDES + b"presentation.main+xml"),
)
_XML = (".xml", ".rels")


def transitional(path: Source) -> Source | io.BytesIO:
    """Return the archive as the libraries read it: strict namespaces and types with macros replaced by the usual ones.

    Where there is nothing to replace, that is the file itself.
    """
    with zipfile.ZipFile(path) as archive:
        types = archive.read(_TYPES)
        main = next((name for name in archive.namelist() if name.endswith(_MAIN_PARTS)), _TYPES)
        with archive.open(main) as part:
            is_strict = _STRICT.search(part.read(65_536)) is not None
        if not is_strict and _usual_types(types) == types:
            return path
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
            for entry in archive.infolist():
                content = archive.read(entry)
                if entry.filename.endswith(_XML):
                    content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", content)
                target.writestr(entry.filename, _usual_types(content) if entry.filename == _TYPES else content)
    copy.seek(0)
    return copy


def _usual_types(content: bytes) -> bytes:
    for other, usual in _TYPE_NAMES:
        content = content.replace(other, usual)
    return content


def inspect(path: Source) -> None:
    """Raise ImportRefusedError for archives that no office program writes.

    These are bombs, encrypted and damaged archives, and XML with entity declarations.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive)
            for entry in archive.infolist():
                if entry.filename.endswith(_XML):
                    _check_declarations(archive, entry)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise ImportRefusedError(
            "it is damaged or encrypted.", "Open and save it again, without a password."
        ) from error


def _check_sizes(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    largest = max((e.file_size for e in entries if e.filename.endswith(_XML)), default=0)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or largest > MAX_PART:
        raise ImportRefusedError(
            message(
                "it unpacks to {unpacked:,} MB in {entries:,} parts, one of {largest:,}: more than is read.",
                unpacked=unpacked // 1000000,
                entries=len(entries),
                largest=largest // 1000000,
            ),
            "Save the part that tells of the workshop as a document of its own.",
        )


def _check_declarations(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    with archive.open(entry) as part:
        head = part.read(4096)
    if _ENTITY.search(head) or _ENTITY.search(head.replace(b"\0", b"")):
        raise ImportRefusedError(
            "it declares outside entities, which office programs never write.", "Ask its sender for a clean copy."
        )
