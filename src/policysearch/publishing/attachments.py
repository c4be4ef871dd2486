"""Attachments as readers get them: a copy of each in the index folder, made by the build, named by its SHA-256.

A generation names the ones of its workshops in a resource, so that a copy goes when the last generation that names it
does.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from policysearch.engines.build_contract import Damage, Generation, Generations
from policysearch.model.document import Document
from policysearch.model.errors import EngineError
from policysearch.model.message import message
from policysearch.model.workshop import Attachment, Workshop
from policysearch.regular_files import open_regular_file

RESOURCE = "attachments.json"  # of a generation: slug -> SHA-256 -> bytes
_PIECE = 1 << 20  # bytes
Names = dict[str, dict[str, int]]

log = logging.getLogger(__name__)


class AttachmentStore:
    """The copies in ``folder``, by their SHA-256 in hex."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def with_copies(self, workshop: Workshop, folder: Path) -> Workshop:
        """Copy the attachments of a workshop, which lie in ``folder``, and return it with their checksums.

        One that cannot be read any more is logged, and has none: its address is a 404.
        """
        if not workshop.attachments:
            return workshop
        return dataclasses.replace(workshop, attachments=tuple(self._copied(a, folder) for a in workshop.attachments))

    def damage(self, digest: str, size: int) -> str:
        """Return what is wrong with the size and kind of a copy; "" for nothing."""
        try:
            status = (self.folder / digest).lstat()
        except OSError as error:
            return message("cannot be read ({strerror})", strerror=error.strerror)
        if not stat.S_ISREG(status.st_mode):
            return message("is no regular file")
        return (
            ""
            if status.st_size == size
            else message("has {st_size} bytes, not {value}", st_size=status.st_size, value=size)
        )

    def damages(self, names: Names) -> Iterator[Damage]:
        """Compare the copies that are named with their checksums, and yield the differences."""
        for digest, size in sorted({pair for digests in names.values() for pair in digests.items()}):
            sentence = self.damage(digest, size)
            if not sentence and _checksum(self.folder / digest) != digest:
                sentence = message("does not have the checksum it was copied with")
            if sentence:
                yield Damage(f"{self.folder.name}/{digest}", sentence)

    def sweep(self, named: Collection[str]) -> None:
        """Remove all copies but ``named``, and what a killed build left."""
        for path in self.folder.iterdir():
            if path.name not in named:
                path.unlink(missing_ok=True)

    def _copied(self, attachment: Attachment, folder: Path) -> Attachment:
        path = folder / attachment.file
        try:
            digest, size = self._add(path)
        except OSError as error:
            log.warning("%s is not published: %s. Build again with --full when it can be read.", path, error.strerror)
            return attachment
        return dataclasses.replace(attachment, digest=digest, size=size)

    def _add(self, path: Path) -> tuple[str, int]:
        """Copy a file, and return its checksum and size. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{os.getpid()}.new"
        digest, size = hashlib.sha256(), 0
        try:
            with open_regular_file(path) as source, draft.open("wb") as target:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    size += target.write(piece)
                target.flush()
                os.fsync(target.fileno())
            draft.replace(self.folder / digest.hexdigest())
        finally:
            draft.unlink(missing_ok=True)
        return digest.hexdigest(), size


class AttachmentNames:
    """Makes the resource of a generation that names its attachments; ``carried`` are those of slugs that stay."""

    def __init__(self, carried: Names) -> None:
        self._names = dict(carried)

    def add(self, document: Document) -> None:
        """Take a document."""
        digests = {file.digest: file.size for file in document.workshop.attachments if file.digest}
        if document.kind == "workshop" and digests:
            self._names[document.workshop.slug] = digests

    def resources(self) -> Mapping[str, bytes]:
        """Return the resource."""
        return {RESOURCE: json.dumps(self._names, sort_keys=True).encode("utf-8")}


def names_of(generations: Generations, generation: Generation | None) -> Names | None:
    """Return the attachments that a generation names, by slug; None where it does not say. Raises EngineError."""
    content = generations.snapshot(generation.id).resource(RESOURCE) if generation else b"{}"
    return None if content is None else json.loads(content)


def damages(generations: Generations, folder: Path) -> Iterator[Damage]:
    """Compare the attachments of every generation with their checksums, and yield the differences."""
    yield from AttachmentStore(folder).damages(
        {
            f"{generation.id} {slug}": digests
            for generation in generations.list()
            for slug, digests in (names_of(generations, generation) or {}).items()
        }
    )


def sweep(generations: Generations, store: AttachmentStore) -> None:
    """Remove the copies that no generation names. Nothing goes while one of them does not say what it names."""
    if not store.folder.is_dir():
        return
    try:
        of_generations = [names_of(generations, generation) for generation in generations.list()]
    except EngineError:
        return
    if None not in of_generations:
        store.sweep({digest for names in of_generations if names for digests in names.values() for digest in digests})


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
