"""The answer to one search: its hits and counts. What is not complete is refused, never shortened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policysearch.engines.opensearch.mapping import RECORD
from policysearch.engines.opensearch.sealed_record import is_whole


class IncompleteAnswerError(Exception):
    """An answer that lacks a part: a shard failed, time ran out, or a search was refused with the HTTP ``status``."""

    def __init__(self, message: str, status: int = 503) -> None:
        super().__init__(message)
        self.status = status


class Answer:
    """The complete answer to one search."""

    def __init__(self, response: Mapping[str, Any]) -> None:
        self._response = response

    @property
    def total(self) -> int:
        """Return how many documents match."""
        return int(self._response["hits"]["total"]["value"])

    @property
    def hits(self) -> Sequence[Mapping[str, Any]]:
        """Return the documents listed, as the cluster says them."""
        hits: Sequence[Mapping[str, Any]] = self._response["hits"].get("hits", ())
        return hits

    @property
    def counts(self) -> Mapping[str, Any]:
        """Return the aggregations."""
        counts: Mapping[str, Any] = self._response.get("aggregations", {})
        return counts


def check_answer(answer: Any, path: str) -> None:
    """Raise IncompleteAnswerError where ``answer`` is not what OpenSearch says of ``path``, though it says all is well.

    A proxy or a load balancer may answer in its place: with nothing, with a page, with an error and the status 200.
    """
    if not isinstance(answer, list if path.startswith("/_cat/") else Mapping):
        raise IncompleteAnswerError("an answer is missing")
    if isinstance(answer, Mapping) and "error" in answer:
        raise IncompleteAnswerError(_kind(answer["error"]))


def check_searches(answer: Mapping[str, Any], searches: int) -> None:
    """Raise IncompleteAnswerError unless ``answer`` has a complete answer to every one of ``searches``."""
    responses = answer.get("responses")
    if not isinstance(responses, list) or len(responses) != searches:
        raise IncompleteAnswerError("an answer is missing")
    for response in responses:
        check_search(response)


def check_search(response: Any) -> None:
    """Raise IncompleteAnswerError unless every shard answered in time, with documents as they were written."""
    if not isinstance(response, Mapping):
        raise IncompleteAnswerError("an answer is missing")
    if "error" in response:
        raise IncompleteAnswerError(_kind(response["error"]), int(response.get("status", 503)))
    if response.get("timed_out") or not isinstance(response.get("hits"), Mapping):
        raise IncompleteAnswerError("it ran out of time")
    shards = response.get("_shards", {})
    if shards.get("failed") or not shards.get("total") or shards.get("successful") != shards["total"]:
        raise IncompleteAnswerError("a part of the index did not answer")
    if not all(is_whole(source[RECORD]) for source in _sources(response) if RECORD in source):
        raise IncompleteAnswerError("a document is not as it was written")


def _sources(response: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield what is said of each document of an answer, those that are the best of a bucket too."""
    buckets = response.get("aggregations", {}).get("workshops", {}).get("buckets", ())
    for hits in (response["hits"], *(bucket["best"]["hits"] for bucket in buckets)):
        yield from (hit["_source"] for hit in hits.get("hits", ()) if "_source" in hit)


def _kind(error: Any) -> str:
    if not isinstance(error, Mapping):
        return "a search failed"
    causes = error.get("root_cause") or [error]
    cause = causes[0] if isinstance(causes[0], Mapping) else {}
    return f"{cause.get('type') or error.get('type')}: {str(cause.get('reason', ''))[:200]}".replace("\n", " ")
