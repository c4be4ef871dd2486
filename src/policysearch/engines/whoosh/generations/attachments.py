"""Side data attached to a published generation, which itself never changes: ``index/attached/<id>/<name>.<SHA-256>``.

The checksum is part of the file's name, so that one rename makes an attachment complete.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import re
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from policysearch import durable_files
from policysearch.engines.build_contract import Damage
from policysearch.engines.contract import Attachment
from policysearch.engines.whoosh.generations.checksums import checksum
from policysearch.engines.whoosh.shortages import raise_shortage
from policysearch.model.errors import EngineError, IndexDamagedError
from policysearch.model.message import message

_FILE = re.compile(r"(?P<name>[a-z-]+)\.(?P<digest>[0-9a-f]{64})")
_REMEDY = message("Run: policysearch build")


def digests(generation: Path) -> dict[str, str]:
    """Return the SHA-256 of each attachment of the generation in the folder ``generation``, by name."""
    return {name: path.suffix[1:] for name, path in _files(generation).items()}


def read(generation: Path, name: str) -> Attachment | None:
    """Return an attachment, mapped into memory; None where there is none.

    Raises IndexDamagedError or EngineUnavailableError.
    """
    path = _files(generation).get(name)
    if path is None:
        return None
    digest = path.suffix[1:]
    try:
        with path.open("rb") as file:
            is_empty = not os.fstat(file.fileno()).st_size
            content = memoryview(b"" if is_empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        is_whole = hashlib.sha256(content).hexdigest() == digest
    except OSError as error:
        raise_shortage(error)
        is_whole = False
    if not is_whole:
        raise IndexDamagedError(
            message("What was attached to {name} as {name_2} is damaged.", name=generation.name, name_2=name), _REMEDY
        )
    return Attachment(content, digest)


def write(generation: Path, name: str, content: bytes) -> None:
    """Attach ``content``, synced to the disk, and remove what was attached under ``name`` before."""
    folder, file_name = _folder(generation), f"{name}.{hashlib.sha256(content).hexdigest()}"
    path = folder / file_name
    if not _FILE.fullmatch(file_name):
        raise EngineError(
            message("Nothing can be attached as {name!r}.", name=name), "Use lower-case letters and hyphens."
        )
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{name}.new"
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    os.utime(path)  # the newest counts, should the power fail before the others are removed
    for other in folder.glob(f"{name}.*"):
        if other != path:
            _remove(other)
    durable_files.fsync_directory(folder)


def damages(generation: Path) -> Iterator[Damage]:
    """Yield each attachment that does not have its checksum. Raises EngineUnavailableError."""
    for path in _files(generation).values():
        sentence = _damage_of(path)
        if sentence:
            yield Damage(f"attached/{path.name}", sentence)


def _damage_of(path: Path) -> str:
    try:
        is_whole = checksum(path) == path.suffix[1:]
    except OSError as error:
        raise_shortage(error)
        return message("cannot be read ({strerror})", strerror=error.strerror)
    return "" if is_whole else message("does not have the checksum it was attached with")


def sweep(root: Path, generations: Collection[str]) -> None:
    """Remove the attachments of all but ``generations`` from the index at ``root``."""
    folder = root / "attached"
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in generations:
            shutil.rmtree(path, ignore_errors=True)


def _folder(generation: Path) -> Path:
    return generation.parent.parent / "attached" / generation.name


def _files(generation: Path) -> dict[str, Path]:
    """Return the file of each attachment by name: the newest one, where there are two."""
    folder = _folder(generation)
    paths = [path for path in folder.iterdir() if _FILE.fullmatch(path.name)] if folder.is_dir() else []
    return {path.name.partition(".")[0]: path for path in sorted(paths, key=lambda path: path.stat().st_mtime_ns)}


def _remove(path: Path) -> None:
    """Remove a file; on Windows one that a reader has open stays until the next time."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return
