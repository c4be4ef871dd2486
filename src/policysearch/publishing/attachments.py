"""Attachments as readers get them: a copy of each in the index folder, made by the build, named by its SHA-256.

A generation names the ones of its workshops in a resource, so that a copy goes when the last generation that names it
does.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from io import BufferedReader
from pathlib import Path, PurePosixPath

from policysearch.engines.build_contract import Damage, Generation, Generations
from policysearch.model.document import Document
from policysearch.model.errors import EngineError, IndexDamagedError, IndexOutdatedError, is_shortage
from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.model.workshop import Attachment, Workshop
from policysearch.regular_files import open_regular_file, remove_folder

RESOURCE = "attachments.json"  # of a generation: slug -> SHA-256 -> bytes
_PIECE = 1 << 20  # bytes
UNREADABLE = ("", 0)  # in place of the SHA-256 and size of a file that could not be read
Names = dict[str, dict[str, int]]


class AttachmentStore:
    """The copies in ``folder``, by their SHA-256 in hex. ``problems`` are those of files that could not be copied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def with_copies(self, workshop: Workshop, folder: Path) -> Workshop:
        """Copy the attachments of a workshop, which lie in ``folder``, and return it with their checksums.

        One that cannot be read is among ``problems``, and has none: its address is a 404 until a build can read it.
        Raises OSError where a copy cannot be written.
        """
        if not workshop.attachments:
            return workshop
        return dataclasses.replace(workshop, attachments=tuple(self._copied(a, folder) for a in workshop.attachments))

    def damages(self, names: Names) -> Iterator[tuple[str, Damage]]:
        """Compare the copies that are named with their checksums; yield (SHA-256, what is wrong) of damaged ones.

        Raises OSError where this process or machine lacks something.
        """
        for digest, size in sorted({pair for digests in names.values() for pair in digests.items()} - {UNREADABLE}):
            sentence = self._damage(digest, size)
            if sentence:
                yield digest, Damage(f"{self.folder.name}/{digest}", sentence)

    def _damage(self, digest: str, size: int) -> str:
        try:
            status = (self.folder / digest).lstat()
            if not stat.S_ISREG(status.st_mode):
                return message("is no regular file")
            if status.st_size != size:
                return message("has {st_size} bytes, not {value}", st_size=status.st_size, value=size)
            is_whole = _checksum(self.folder / digest) == digest
        except OSError as error:
            if is_shortage(error):
                raise
            return message("cannot be read ({strerror})", strerror=error.strerror)
        return "" if is_whole else message("does not have the checksum it was copied with")

    def sweep(self, named: Collection[str]) -> None:
        """Remove all copies but ``named``, and what a killed build left."""
        for path in self.folder.iterdir():
            if path.name not in named:
                remove_folder(path)
                path.unlink(missing_ok=True)

    def _copied(self, attachment: Attachment, folder: Path) -> Attachment:
        path = folder / attachment.file
        try:
            source = open_regular_file(path)
        except OSError as error:
            return self._unpublished(attachment, path, error)
        with source:
            try:
                digest, size = self._add(source)
            except _ReadError as error:
                return self._unpublished(attachment, path, error.reason)
        return dataclasses.replace(attachment, digest=digest, size=size)

    def _unpublished(self, attachment: Attachment, path: Path, error: OSError) -> Attachment:
        """Return the attachment without a copy. Raise ``error`` where this process or machine lacks something."""
        if is_shortage(error):
            raise error
        self.problems.append(_unreadable(path, error))
        return attachment

    def _add(self, source: BufferedReader) -> tuple[str, int]:
        """Copy a file, and return its checksum and size. Raises _ReadError, and OSError of writing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{os.getpid()}.new"
        digest, size = hashlib.sha256(), 0
        try:
            with draft.open("wb") as target:
                for piece in _pieces(source):
                    digest.update(piece)
                    size += target.write(piece)
                target.flush()
                os.fsync(target.fileno())
            remove_folder(self.folder / digest.hexdigest())
            draft.replace(self.folder / digest.hexdigest())
        finally:
            draft.unlink(missing_ok=True)
        return digest.hexdigest(), size


class _ReadError(Exception):
    """Reading failed for ``reason``, where writing might too."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _pieces(source: BufferedReader) -> Iterator[bytes]:
    try:
        while piece := source.read(_PIECE):
            yield piece
    except OSError as error:
        raise _ReadError(error) from error


class AttachmentNames:
    """Makes the resource of a generation that names its attachments; ``carried`` are those of slugs that stay.

    A workshop with an attachment that could not be read has ``UNREADABLE`` among its names.
    """

    def __init__(self, carried: Names) -> None:
        self._names = dict(carried)

    def add(self, document: Document) -> None:
        """Take a document."""
        if document.kind == "workshop" and document.workshop.attachments:
            self._names[document.workshop.slug] = dict(
                (file.digest, file.size) if file.digest else UNREADABLE for file in document.workshop.attachments
            )

    def resources(self) -> Mapping[str, bytes]:
        """Return the resource."""
        return {RESOURCE: json.dumps(self._names, sort_keys=True).encode("utf-8")}


def names_of(generations: Generations, generation: Generation | None) -> Names | None:
    """Return the attachments that a generation names, by slug; None where it does not say. Raises EngineError."""
    content = generations.snapshot(generation.id).resource(RESOURCE) if generation else b"{}"
    return None if content is None else json.loads(content)


def damages(generations: Generations, folder: Path) -> Iterator[Damage]:
    """Compare the attachments of every generation that can be read with their checksums, and yield the differences."""
    names: Names = {}
    for generation in generations.list():
        with contextlib.suppress(IndexDamagedError, IndexOutdatedError):  # said by what compares the generations
            of_generation = names_of(generations, generation) or {}
            names |= {f"{generation.id} {slug}": digests for slug, digests in of_generation.items()}
    for _, damage in AttachmentStore(folder).damages(names):
        yield damage


def still_unreadable(workshop: Workshop, folder: Path) -> list[Problem]:
    """Return the problems of attachments that could not be read when the workshop was built, and cannot be now.

    There is none where any of them can be read: then the workshop is built again.
    """
    problems = []
    for path in (folder / attachment.file for attachment in workshop.attachments if not attachment.digest):
        try:
            with open_regular_file(path) as source:
                source.read(1)
        except OSError as error:
            problems.append(_unreadable(path, error))
        else:
            return []
    return problems


def _unreadable(path: Path, error: OSError) -> Problem:
    file = PurePosixPath(path.parent.name, path.name)
    return Problem(file, 1, 1, message("cannot be read: {error}", error=error.strerror or error), code="unreadable")


def sweep(generations: Generations, store: AttachmentStore) -> None:
    """Remove the copies that no generation names.

    Nothing goes while one of them does not say what it names, or cannot be read. A damaged one goes with the build that
    compares it, so that the next build sweeps.
    """
    if not store.folder.is_dir():
        return
    try:
        readable = generations.list()
        of_generations = [names_of(generations, generation) for generation in readable]
        if None in of_generations or generations.ids() != {generation.id for generation in readable}:
            return
    except (EngineError, OSError):
        return
    store.sweep({digest for names in of_generations if names for digests in names.values() for digest in digests})


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
