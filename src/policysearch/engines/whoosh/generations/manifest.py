"""What a generation consists of: the list of its files with their sizes and checksums, and where it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import cached_property
from math import inf
from pathlib import Path
from time import sleep

from zstandard import ZstdError, compress, decompress

from policysearch.engines.contract import Damage
from policysearch.engines.whoosh.generations import fsync
from policysearch.engines.whoosh.schema import SCHEMA_VERSION
from policysearch.model.errors import IndexDamagedError, IndexOutdatedError

NAME = "manifest.json"
SOURCES = "sources.json.zst"  # apart, for it grows with the collection and only builds read it
REBUILD = "Run: policysearch build --full"
SMALL = 65_536  # bytes of a file that is checked whole at every open; Whoosh's table of contents, a pickle, is one

_PIECE = 1 << 20  # bytes that are read and summed at once, while other threads run


@dataclass(frozen=True, slots=True)
class Manifest:
    """``files`` maps a name to (size, SHA-256); ``texts`` a text field to how many documents have words in it.

    ``segments`` are their names, in the order in which their documents are numbered.
    """

    schema: int
    id: str
    created: str
    documents: Mapping[str, int]
    sources: Mapping[str, str]
    held: Mapping[str, str]
    texts: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    segments: tuple[str, ...] = ()

    @property
    def time(self) -> datetime:
        """When it was built."""
        return datetime.fromisoformat(self.created)

    @property
    def size(self) -> int:
        """Of all files, in bytes."""
        return sum(size for size, _ in self.files.values())


def files(folder: Path, known: Mapping[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """The size and checksum of every file of a generation, its manifest apart; ``known`` ones are not read."""
    names = sorted(path.name for path in folder.iterdir() if path.name != NAME)
    return {name: known.get(name) or ((folder / name).stat().st_size, checksum(folder / name)) for name in names}


def checksum(path: Path, pause: float = 0.0) -> str:
    """The SHA-256 of a file, with a ``pause`` of so many seconds after each piece of it."""
    digest, piece = hashlib.sha256(), memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(piece):
            digest.update(piece[:size])
            if pause:
                sleep(pause)
    return digest.hexdigest()


class Sources(Mapping[str, str]):
    """The digests of the materials by slug, read from a generation when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _held(self) -> dict[str, str]:
        try:
            held: dict[str, str] = dict(json.loads(decompress((self._folder / SOURCES).read_bytes())))
        except (OSError, ValueError, TypeError, ZstdError) as error:
            raise IndexDamagedError(
                f"The index is damaged: {SOURCES} of {self._folder.name} cannot be read.", REBUILD
            ) from error
        return held

    def __getitem__(self, slug: str) -> str:
        return self._held[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


def write_sources(folder: Path, sources: Mapping[str, str]) -> None:
    """Write what ``Sources`` reads."""
    text = json.dumps(dict(sources), ensure_ascii=False, separators=(",", ":"))
    (folder / SOURCES).write_bytes(compress(text.encode("utf-8")))


def write(folder: Path, manifest: Manifest) -> None:
    """Write it last: a folder without a manifest is no generation."""
    told = asdict(replace(manifest, sources={}))
    del told["sources"]
    fsync.replace_file(folder / NAME, json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True))


def read(folder: Path) -> Manifest:
    """The manifest of a generation that is all there: schema version, names and sizes compared, small files whole.

    Raises IndexOutdatedError or IndexDamagedError.
    """
    manifest = _load(folder)
    for damage in _damages(folder, manifest, SMALL):
        raise IndexDamagedError(f"The index is damaged: {damage.part} of {folder.name} {damage.message}.", REBUILD)
    return manifest


def damages(folder: Path, trusted: Collection[str] = (), pause: float = 0.0) -> tuple[Damage, ...]:
    """Every file compared with its checksum, of ``trusted`` ones only the size; with a ``pause`` for others' work."""
    try:
        return tuple(_damages(folder, _load(folder), trusted=trusted, pause=pause))
    except (IndexDamagedError, IndexOutdatedError) as error:
        return (Damage(NAME, error.message),)


def _damages(
    folder: Path, manifest: Manifest, up_to: float = inf, trusted: Collection[str] = (), pause: float = 0.0
) -> Iterator[Damage]:
    """What differs; checksums only of files of ``up_to`` bytes that are not ``trusted``."""
    for name in sorted({path.name for path in folder.iterdir()} - {NAME} - set(manifest.files)):
        yield Damage(name, "does not belong there")
    for name, (size, digest) in manifest.files.items():
        path = folder / name
        if not path.is_file():
            yield Damage(name, "is missing")
        elif path.stat().st_size != size:
            yield Damage(name, f"has {path.stat().st_size} bytes, not {size}")
        elif size <= up_to and name not in trusted and checksum(path, pause) != digest:
            yield Damage(name, "does not have the checksum it was built with")


def _load(folder: Path) -> Manifest:
    try:
        told = json.loads((folder / NAME).read_text("utf-8"))
        version = told["schema"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(
            f"The index is damaged: the manifest of {folder.name} cannot be read.", REBUILD
        ) from error
    if version != SCHEMA_VERSION:
        raise IndexOutdatedError(
            f"The index was written by another version of policysearch (schema {version}, this one reads "
            f"{SCHEMA_VERSION}).",
            REBUILD,
        )
    try:
        listed = {name: (int(size), str(digest)) for name, (size, digest) in told["files"].items()}
        return Manifest(**{**told, "files": listed, "segments": tuple(told["segments"]), "sources": Sources(folder)})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise IndexDamagedError(
            f"The index is damaged: the manifest of {folder.name} is not whole.", REBUILD
        ) from error
