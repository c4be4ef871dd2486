"""All documents of a search, page by page, from one point in time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any

from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.mapping import ID, ORDER, RECORD
from policysearch.engines.opensearch.response import check_search
from policysearch.engines.opensearch.stored_documents import StoredDocuments
from policysearch.model.document import Document
from policysearch.model.errors import EngineError

PAGE = 500  # documents
ALIVE = "2m"  # between two pages
PAGE_TIMEOUT, PAGE_DEADLINE = 30.0, 60.0  # seconds; a download is worth waiting for


def documents(
    connection: Connection, index: str, body: Mapping[str, Any], stored: StoredDocuments, skip: Collection[str]
) -> Iterator[Document]:
    """Yield the documents that ``body`` lists, in its order, but those with an id in ``skip``."""
    for document, _ in records(connection, index, body, stored):
        if document.id not in skip:
            yield document


def records(
    connection: Connection, index: str, body: Mapping[str, Any], stored: StoredDocuments
) -> Iterator[tuple[Document, str]]:
    """Yield the documents that ``body`` lists, each with its record."""
    for hits in pages(connection, index, {**body, "_source": [ID, RECORD]}):
        decoded = stored.decoded(hits, [])
        yield from ((decoded[hit["_source"][ID]], hit["_source"][RECORD]) for hit in hits)


def passages(connection: Connection, index: str, query: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of what ``query`` matches, the best first; of those that tie, the one that was built first."""
    body = {"query": query, "sort": [{"_score": "desc"}, {ORDER: "asc"}, {ID: "asc"}], "_source": [ID]}
    for hits in pages(connection, index, body):
        yield from (hit["_source"][ID] for hit in hits)


def pages(
    connection: Connection,
    index: str,
    body: Mapping[str, Any],
    *,
    preference: str = "",
    deadline: float = PAGE_DEADLINE,
) -> Iterator[list[Mapping[str, Any]]]:
    """Yield the hits of a search, ``PAGE`` at a time; ``preference`` names the copy that is read.

    A page that is not complete is asked for again until ``deadline`` (seconds).
    """
    options = {"keep_alive": ALIVE} | ({"preference": preference} if preference else {})
    point = connection.request("POST", f"/{index}/_search/point_in_time", params=options)["pit_id"]
    try:
        last_sort: Any = None
        while True:
            page = {**body, "size": PAGE, "track_total_hits": False, "pit": {"id": point, "keep_alive": ALIVE}}
            if last_sort is not None:
                page["search_after"] = last_sort
            answer = connection.request(
                "POST", "/_search", page, timeout=PAGE_TIMEOUT, deadline=deadline, check=check_search
            )
            hits = answer["hits"]["hits"]
            yield hits
            if len(hits) < PAGE:
                return
            last_sort = hits[-1]["sort"]
    finally:
        with suppress(EngineError):  # it ends by itself
            connection.request("DELETE", "/_search/point_in_time", {"pit_id": [point]})
