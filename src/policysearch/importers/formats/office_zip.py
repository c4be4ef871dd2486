"""The zip archive of an office document, inspected before any library opens it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from policysearch.model.errors import ImportRefusedError

MAX_ENTRIES = 5_000
MAX_PART = 48_000_000
MAX_UNPACKED = 600_000_000
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_XML = (".xml", ".rels")


def inspect(path: Path) -> None:
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
            f"it unpacks to {unpacked // 1_000_000:,} MB in {len(entries):,} parts, one of {largest // 1_000_000:,}: "
            "more than is read.",
            "Save the part that tells of the workshop as a document of its own.",
        )


def _check_declarations(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    with archive.open(entry) as part:
        head = part.read(4096)
    if _ENTITY.search(head) or _ENTITY.search(head.replace(b"\0", b"")):
        raise ImportRefusedError(
            "it declares outside entities, which office programs never write.", "Ask its sender for a clean copy."
        )
