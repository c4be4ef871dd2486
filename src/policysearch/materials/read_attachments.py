"""The attachments of a workshop and their passages: what the front matter names, the files and sidecars beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path, PurePosixPath

from policysearch.materials.file_digests import MAX_SIDECAR_BYTES
from policysearch.materials.front_matter_fields import Fields
from policysearch.materials.sources import SIDECAR, Source
from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.model.workshop import Attachment, Passage
from policysearch.regular_files import open_regular_file, require_regular
from policysearch.settings import LANGUAGES

MAX_NUMBER = 1_000_000_000  # of a page, slide or section
MAX_PASSAGE = 1_000_000  # bytes of a line of a sidecar


def attachments(fields: Fields, source: Source, folder: Path, language: str) -> Iterator[Attachment]:
    """Yield the attachments that the front matter names and that are there; others are problems of ``fields``."""
    for node in fields.items("attachments"):
        parts = fields.parts(node, ("file", "title", "language"), "attachments")
        name = parts.get("file", "")
        if not name or PurePosixPath(name).name != name or source.folder is None:
            fields.report(
                node,
                message("{name!r} is no file in the workshop's folder", name=name),
                message("name a file beside workshop.md"),
                "attachment",
            )
            continue
        try:
            size = _attachment_size(folder, folder / source.folder / name)
        except PermissionError as error:
            fields.report(
                node,
                message("the file {name!r} cannot be read: {strerror}", name=name, strerror=error.strerror),
                "",
                "attachment",
            )
            continue
        if size is None:
            fields.report(node, message("there is no file {name!r} beside workshop.md", name=name), "", "attachment")
            continue
        count = _line_count(folder / source.folder / f"{name}{SIDECAR}")
        yield Attachment(name, parts.get("title") or name, parts.get("language") or language, size, count)


def _attachment_size(folder: Path, file: Path) -> int | None:
    """Return the size of a regular file within ``folder`` in bytes; None where there is none. Raise PermissionError."""
    try:
        if not file.resolve(strict=True).is_relative_to(folder.resolve()):
            return None
        with open_regular_file(file) as opened:
            return opened.seek(0, SEEK_END)
    except PermissionError:
        raise
    except (OSError, ValueError, RuntimeError):  # a name too long, with a zero byte, of a link in a circle
        return None


def _line_count(sidecar: Path) -> int:
    try:
        return sum(1 for _ in _lines(sidecar))
    except OSError:  # ``passages`` says so
        return 0


def passages(source: Source, folder: Path, fields: Fields, language: str) -> Iterator[Passage]:
    """Yield the passages of the attachments, from their sidecars: a line of JSON for each page, slide or section."""
    if not source.sidecars:
        return
    names = {
        fields.parts(node, ("file", "title", "language"), "").get("file", "") for node in fields.items("attachments")
    }
    for path in source.sidecars:
        name = path.name.removesuffix(SIDECAR)
        if name not in names:
            continue
        try:
            yield from _passages_of(name, path, folder, fields, language)
        except OSError as error:
            fields.problems.append(
                _sidecar_problem(path, 1, message("cannot be read: {error}", error=error.strerror or error))
            )


def _passages_of(name: str, path: PurePosixPath, folder: Path, fields: Fields, language: str) -> Iterator[Passage]:
    seen: set[int] = set()
    for number, line in enumerate(_lines(folder / path), 1):
        try:
            passage = _passage(name, line, language)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            fields.problems.append(_sidecar_problem(path, number, message("the passage cannot be read")))
            continue
        if passage.number in seen:
            sentence = message("the passage {number} is there twice", number=passage.number)
            fields.problems.append(_sidecar_problem(path, number, sentence))
            continue
        seen.add(passage.number)
        yield passage


def _passage(name: str, line: bytes, language: str) -> Passage:
    """Return the passage. Raise an error of its kind where ``line`` is none."""
    if len(line) > MAX_PASSAGE:
        raise ValueError("too long")
    record = json.loads(line.decode("utf-8-sig"))
    number, code = record["number"], record.get("language") or language
    if type(number) is not int or not 0 <= number <= MAX_NUMBER or code not in LANGUAGES:
        raise ValueError(number, code)
    texts = (_text(record.get("locator") or ""), _text(record.get("title") or ""), _text(record["text"]))
    return Passage(name, number, *texts, code)


def _text(value: object) -> str:
    """Return ``value``. Raise ValueError or TypeError where it is no text; JSON can hold half of a surrogate pair."""
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value


def _sidecar_problem(path: PurePosixPath, line: int, sentence: str) -> Problem:
    return Problem(path, line, 1, sentence, message("import the attachment again"), code="sidecar")


def _lines(file: Path) -> Iterator[bytes]:
    try:
        require_regular(file.stat(), MAX_SIDECAR_BYTES)
    except FileNotFoundError:
        return
    with open_regular_file(file) as lines:
        yield from (line for line in lines if line.strip())
