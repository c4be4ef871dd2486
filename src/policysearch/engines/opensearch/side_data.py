"""Bytes by name beside the documents of an index: compressed, in chunks, each a document that no search matches."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from zstandard import ZstdCompressor, ZstdDecompressor, ZstdError

from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.mapping import ID, KIND, RESOURCE
from policysearch.engines.opensearch.query_compiler import any_of
from policysearch.model.errors import IndexDamagedError
from policysearch.model.message import message

CHUNK = 3_000_000  # bytes of a document, before they are written as text
CHUNKS_AT_ONCE = 8
DATA = "data"
REBUILD = "Write it anew with: policysearch build --full"


def chunks(name: str, content: bytes) -> list[dict[str, Any]]:
    """Return the documents that hold ``content``; at least one."""
    compressed = ZstdCompressor(level=6).compress(content)
    parts = [compressed[start : start + CHUNK] for start in range(0, len(compressed), CHUNK)]
    return [
        {KIND: RESOURCE, ID: chunk_id(name, number), DATA: b64encode(part).decode("ascii")}
        for number, part in enumerate(parts)
    ]


def chunk_id(name: str, number: int) -> str:
    """Return the id of a chunk; no document of the materials has such a one."""
    return f"~{name}~{number}"


def description(content: bytes, documents: Sequence[object]) -> list[object]:
    """Return what the index's description says of a name: how many chunks it has, and its SHA-256 in hex."""
    return [len(documents), sha256(content).hexdigest()]


def read(connection: Connection, index: str, names: Mapping[str, Sequence[Any]]) -> dict[str, bytes]:
    """Return the bytes of each name by its description. Raises IndexDamagedError where they are not as written."""
    ids = [chunk_id(name, number) for name, (count, _) in names.items() for number in range(count)]
    parts = dict(_parts(connection, index, ids))
    return {
        name: _joined(name, index, [parts.get(chunk_id(name, number), "") for number in range(count)], digest)
        for name, (count, digest) in names.items()
    }


def _parts(connection: Connection, index: str, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    for start in range(0, len(ids), CHUNKS_AT_ONCE):
        some_ids = ids[start : start + CHUNKS_AT_ONCE]
        body = {"query": {"bool": {"filter": [any_of(ID, some_ids)]}}, "size": len(some_ids), "_source": [ID, DATA]}
        (answer,) = connection.search(index, [body])
        yield from ((hit["_source"][ID], hit["_source"][DATA]) for hit in answer.hits)


def _joined(name: str, index: str, parts: Sequence[str], digest: str) -> bytes:
    try:
        content = ZstdDecompressor().decompressobj().decompress(b"".join([b64decode(part) for part in parts]))
    except (ZstdError, binascii.Error) as error:
        raise IndexDamagedError(
            message("The index is damaged: {name} of {index} cannot be read.", name=name, index=index), REBUILD
        ) from error
    if sha256(content).hexdigest() != digest:
        raise IndexDamagedError(
            message("The index is damaged: {name} of {index} is not as it was written.", name=name, index=index),
            REBUILD,
        )
    return content
