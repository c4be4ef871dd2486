"""The manifest of a generation: its files with their sizes and checksums, and the sources it was built from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, ItemsView, Iterator, KeysView, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from math import inf
from pathlib import Path

from zstandard import ZstdError, compress, decompress

from policysearch import durable_files
from policysearch.engines.build_contract import Damage
from policysearch.engines.whoosh.generations.checksums import Checksum, checksum
from policysearch.engines.whoosh.schema import SCHEMA_VERSION
from policysearch.engines.whoosh.shortages import raise_shortage
from policysearch.model.errors import IndexDamagedError, IndexOutdatedError
from policysearch.model.message import message
from policysearch.regular_files import read_regular_file

NAME = "manifest.json"
MAX_BYTES = 100_000_000  # of a manifest, which names each material that is held back
SOURCES = "sources.json.zst"  # apart, for it grows with the collection and only builds read it
REBUILD = message("Run: policysearch build --full")
SMALL = 65_536  # bytes of a file that is checked whole at every open; Whoosh's table of contents, a pickle, is one
_HELD_BACK = "held"  # the name of ``held_back`` in the file
_CHECKSUM = "checksum"  # of the manifest itself
_CHANGED = message("does not have the checksum it was built with")


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
    held_back: Mapping[str, str]
    texts: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    segments: tuple[str, ...] = ()

    @property
    def time(self) -> datetime:
        """Return when it was built."""
        return datetime.fromisoformat(self.created)

    @property
    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(size for size, _ in self.files.values())


def files(folder: Path, shared: Mapping[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """Return (size, checksum) of every file of a generation but its manifest; files in ``shared`` are not read."""
    names = sorted(path.name for path in folder.iterdir() if path.name != NAME)
    return {name: shared.get(name) or ((folder / name).stat().st_size, checksum(folder / name)) for name in names}


def read_file(folder: Path, name: str, manifest: Manifest) -> bytes:
    """Return the content of a file of a generation, compared with its checksum.

    Raises IndexDamagedError or EngineUnavailableError.
    """
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise_shortage(error)
        raise damaged(folder, Damage(name, message("cannot be read ({strerror})", strerror=error.strerror))) from error
    if hashlib.sha256(content).hexdigest() != manifest.files[name][1]:
        raise damaged(folder, Damage(name, _CHANGED))
    return content


def rescue_file(folder: Path, name: str) -> bytes | None:
    """Return the content of a file of a generation of any version; None where it is not as the manifest says."""
    try:
        record = json.loads(read_regular_file(folder / NAME, MAX_BYTES))
        size, digest = record["files"][name]
        content = read_regular_file(folder / name, size)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def damaged(folder: Path, damage: Damage) -> IndexDamagedError:
    """Return the error that says what is wrong with a generation."""
    return IndexDamagedError(
        message(
            "The index is damaged: {part} of {name} {message}.",
            part=damage.part,
            name=folder.name,
            message=damage.message,
        ),
        REBUILD,
    )


class Sources(Mapping[str, str]):
    """The digests of the materials by slug, read from a generation's file at the first look-up.

    A build looks at those of one generation several times: what was read with a checksum is kept for it.
    """

    def __init__(self, folder: Path, checksum: str) -> None:
        self._folder = folder
        self._checksum = checksum

    @cached_property
    def _digests(self) -> dict[str, str]:
        try:
            content = (self._folder / SOURCES).read_bytes()
            if hashlib.sha256(content).hexdigest() == self._checksum:
                return _parsed_sources(content)
        except (OSError, ValueError, TypeError, ZstdError) as error:
            raise_shortage(error)
            raise damaged(self._folder, Damage(SOURCES, message("cannot be read"))) from error
        raise damaged(self._folder, Damage(SOURCES, _CHANGED))

    def __getitem__(self, slug: str) -> str:
        return self._digests[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)

    def keys(self) -> KeysView[str]:
        return self._digests.keys()

    def items(self) -> ItemsView[str, str]:
        return self._digests.items()


@lru_cache(maxsize=1)
def _parsed_sources(content: bytes) -> dict[str, str]:
    return dict(json.loads(decompress(content)))


def write_sources(folder: Path, sources: Mapping[str, str]) -> None:
    """Write the file that ``Sources`` reads."""
    text = json.dumps(dict(sources), ensure_ascii=False, separators=(",", ":"))
    (folder / SOURCES).write_bytes(compress(text.encode("utf-8"), level=1))  # checksums hardly shrink


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, which comes last: a folder without one is no generation."""
    record = asdict(replace(manifest, sources={}))
    del record["sources"]
    record[_HELD_BACK] = record.pop("held_back")
    record[_CHECKSUM] = _record_checksum(record)
    durable_files.replace_file(folder / NAME, json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True))


def read(folder: Path) -> Manifest:
    """Return the manifest of a complete generation: its schema version, names, sizes and small files are compared.

    Raises IndexOutdatedError, IndexDamagedError or EngineUnavailableError.
    """
    manifest = _load(folder)
    for damage in _damages(folder, manifest, SMALL):
        raise damaged(folder, damage)
    return manifest


def damages(folder: Path, trusted: Collection[str] = (), checksum_of: Checksum = checksum) -> tuple[Damage, ...]:
    """Compare every file with its checksum, but only the size of ``trusted`` ones, and return the differences.

    ``checksum_of`` may pause between two pieces of a file, or read a file of several generations once.
    """
    try:
        return tuple(_damages(folder, _load(folder), trusted=trusted, checksum_of=checksum_of))
    except IndexOutdatedError:
        return (Damage(NAME, message("is of another version of policysearch")),)
    except IndexDamagedError:
        return (Damage(NAME, message("cannot be read, or is not as it was written")),)


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return (size, time of change, inode) of every file: cheap to compare again and again. Raises OSError."""
    states = {path.name: path.stat() for path in folder.iterdir()}
    return {name: (state.st_size, state.st_mtime_ns, state.st_ino) for name, state in states.items()}


def _damages(
    folder: Path,
    manifest: Manifest,
    up_to: float = inf,
    trusted: Collection[str] = (),
    checksum_of: Checksum = checksum,
) -> Iterator[Damage]:
    """Yield the differences; checksums are compared of files of at most ``up_to`` bytes that are not ``trusted``."""
    for name in sorted({path.name for path in folder.iterdir()} - {NAME} - set(manifest.files)):
        yield Damage(name, message("does not belong there"))
    for name, (size, digest) in manifest.files.items():
        expected = None if size > up_to or name in trusted else digest
        sentence = _damage_of(folder / name, size, expected, checksum_of)
        if sentence:
            yield Damage(name, sentence)


def _damage_of(path: Path, size: int, digest: str | None, checksum_of: Checksum) -> str:
    """Return what is wrong with a file, "" for nothing; without a ``digest`` only its size is compared."""
    try:
        if not path.is_file():
            return message("is missing")
        if path.stat().st_size != size:
            return message("has {st_size} bytes, not {value}", st_size=path.stat().st_size, value=size)
        return _CHANGED if digest and checksum_of(path) != digest else ""
    except OSError as error:
        raise_shortage(error)
        return message("cannot be read ({strerror})", strerror=error.strerror)


def _record_checksum(record: Mapping[str, object]) -> str:
    """Return the SHA-256 of a manifest's record but for its own checksum, as JSON with sorted keys."""
    content = {name: value for name, value in record.items() if name != _CHECKSUM}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode("ascii")).hexdigest()


def _load(folder: Path) -> Manifest:
    try:
        record = json.loads(read_regular_file(folder / NAME, MAX_BYTES))
        version = record["schema"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise_shortage(error)
        raise damaged(folder, Damage(NAME, message("cannot be read"))) from error
    if version != SCHEMA_VERSION:
        raise IndexOutdatedError(
            message(
                "The index was written by another version of policysearch (schema {version}, this one reads {own}).",
                version=version,
                own=SCHEMA_VERSION,
            ),
            REBUILD,
        )
    try:
        if record.pop(_CHECKSUM) != _record_checksum(record) or record["id"] != folder.name:
            raise ValueError("another checksum")
        record["files"] = {name: (int(size), str(digest)) for name, (size, digest) in record["files"].items()}
        record["segments"] = tuple(record["segments"])
        record["documents"] = {str(kind): int(count) for kind, count in record["documents"].items()}
        datetime.fromisoformat(record["created"])
        record["held_back"] = record.pop(_HELD_BACK)
        return Manifest(**record, sources=Sources(folder, record["files"][SOURCES][1]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged(folder, Damage(NAME, message("is not as it was written"))) from error
