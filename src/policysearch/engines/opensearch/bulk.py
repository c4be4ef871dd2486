"""Many documents in few requests: into a new index, each sent until the cluster has it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import orjson

from policysearch.engines.opensearch.connection import WRITE_DEADLINE, WRITE_TIMEOUT, Connection
from policysearch.engines.opensearch.document_source import key
from policysearch.engines.opensearch.errors import BLOCKED, read_only
from policysearch.engines.opensearch.mapping import ID, SLUG
from policysearch.model.errors import EngineError, EngineUnavailableError
from policysearch.model.message import message

MAX_BYTES = 4_000_000  # of one request
MAX_TRIES = 6  # of documents that the cluster is too busy for
FIRST_PAUSE = 0.5  # seconds; twice as long each time


def write(connection: Connection, index: str, documents: Iterable[Mapping[str, Any]]) -> int:
    """Write documents and return how many there were. Raises EngineError where one is refused.

    While the cluster takes a batch, the next one is made.
    """
    count = 0
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="bulk") as sender:
        sending: Future[None] | None = None
        for batch in _batches(documents):
            if sending is not None:
                sending.result()
            sending = sender.submit(_send, connection, index, batch)
            count += len(batch)
        if sending is not None:
            sending.result()
    return count


def _batches(documents: Iterable[Mapping[str, Any]]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for document in documents:
        routing = document.get(SLUG, document[ID])
        head = orjson.dumps({"index": {"_id": key(document[ID]), "routing": key(routing)}})
        lines = b"%b\n%b\n" % (head, orjson.dumps(document))
        if batch and size + len(lines) > MAX_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(lines)
        size += len(lines)
    if batch:
        yield batch


def _send(connection: Connection, index: str, batch: Sequence[bytes]) -> None:
    """Send a batch; what was refused because the cluster is busy is sent again. A document sent twice is one."""
    pause = FIRST_PAUSE
    for _ in range(MAX_TRIES):
        answer = connection.request(
            "POST",
            f"/{index}/_bulk",
            b"".join(batch),
            params={"filter_path": "errors,items.*.status,items.*.error.type,items.*.error.reason"},
            timeout=WRITE_TIMEOUT,
            deadline=WRITE_DEADLINE,
        )
        if not answer["errors"]:
            return
        results = [next(iter(item.values())) for item in answer["items"]]
        for result in results:
            _check(connection, result)
        batch = [lines for lines, result in zip(batch, results, strict=True) if result["status"] >= 300]
        time.sleep(pause)
        pause *= 2
    raise EngineUnavailableError(
        message("OpenSearch at {place} is too busy to be written.", place=connection.place), "Try again later."
    )


def _check(connection: Connection, result: Mapping[str, Any]) -> None:
    """Raise EngineError where a document was refused and sending it again would not help."""
    error = result.get("error", {})
    reason = f"{error.get('type')}: {str(error.get('reason'))[:200]}".rstrip(".; ")
    if error.get("type") in BLOCKED:
        raise read_only(connection.place, reason)
    if result["status"] >= 300 and result["status"] not in (429, 503):
        raise EngineError(
            message("OpenSearch at {place} refuses a document: {error}.", place=connection.place, error=reason)
        )
