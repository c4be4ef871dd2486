"""What a generation consists of: the list of its files with their sizes and checksums, and where it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from policysearch.engine import Damage
from policysearch.engines.whoosh import durable
from policysearch.engines.whoosh.schema import SCHEMA_VERSION
from policysearch.errors import IndexDamagedError, IndexOutdatedError

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``files`` maps a name to (size, SHA-256); ``texts`` a text field to how many documents have words in it."""

    schema: int
    id: str
    created: str
    documents: Mapping[str, int]
    sources: Mapping[str, str]
    held: Mapping[str, str]
    texts: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def time(self) -> datetime:
        """When it was built."""
        return datetime.fromisoformat(self.created)

    @property
    def size(self) -> int:
        """Of all files, in bytes."""
        return sum(size for size, _ in self.files.values())


def files(folder: Path) -> dict[str, tuple[int, str]]:
    """The size and checksum of every file of a generation, its manifest apart."""
    names = sorted(path.name for path in folder.iterdir() if path.name != NAME)
    return {name: ((folder / name).stat().st_size, checksum(folder / name)) for name in names}


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path, manifest: Manifest) -> None:
    """Write it last: a folder without a manifest is no generation."""
    durable.replace(folder / NAME, json.dumps(asdict(manifest), indent=1, ensure_ascii=False, sort_keys=True))


def read(folder: Path) -> Manifest:
    """The manifest of a generation that is all there: schema version and sizes compared.

    Raises IndexOutdatedError or IndexDamagedError.
    """
    manifest = _load(folder)
    for name, (size, _) in manifest.files.items():
        if not _has_size(folder / name, size):
            raise IndexDamagedError(f"The index is damaged: {name} of generation {folder.name} is not as it was built.")
    return manifest


def damages(folder: Path) -> tuple[Damage, ...]:
    """Every file compared with its checksum."""
    try:
        manifest = _load(folder)
    except (IndexDamagedError, IndexOutdatedError) as error:
        return (Damage(NAME, error.message),)
    return tuple(filter(None, (_damage(folder / name, *told) for name, told in manifest.files.items())))


def _load(folder: Path) -> Manifest:
    try:
        told = json.loads((folder / NAME).read_text("utf-8"))
        version = told["schema"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(f"The index is damaged: the manifest of {folder.name} cannot be read.") from error
    if version != SCHEMA_VERSION:
        raise IndexOutdatedError(
            f"The index was written by another version of policysearch (schema {version}, this one reads "
            f"{SCHEMA_VERSION}).",
            "Run: policysearch build --full",
        )
    try:
        listed = {name: (int(size), str(digest)) for name, (size, digest) in told["files"].items()}
        return Manifest(**{**told, "files": listed})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise IndexDamagedError(f"The index is damaged: the manifest of {folder.name} is not whole.") from error


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _damage(path: Path, size: int, digest: str) -> Damage | None:
    if not path.is_file():
        return Damage(path.name, "is missing")
    if not _has_size(path, size):
        return Damage(path.name, f"has {path.stat().st_size} bytes, not {size}")
    return None if checksum(path) == digest else Damage(path.name, "does not have the checksum it was built with")
