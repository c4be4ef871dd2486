"""The cluster itself: its version, its nodes, its health, and what it must allow."""

from __future__ import annotations

from typing import Any

from policysearch.engines.opensearch.connection import Connection
from policysearch.model.errors import EngineError, EngineUnavailableError
from policysearch.model.message import message

OLDEST = (2, 11)  # has the token filter of weighed terms
NEWEST_MAJOR = 3
MAX_CLAUSES = 16_384  # of one search; a prefix may stand for 1,024 words in several places
_CLAUSES = "indices.query.bool.max_clause_count"
_WAIT = 60  # seconds until copies are made


def require_supported_version(connection: Connection) -> int:
    """Return the major version. Raises EngineError unless an OpenSearch of a version that is known to work answers."""
    number = version(connection)
    parts = tuple(int(part) for part in number.split(".")[:2])
    if not parts >= OLDEST or parts[0] > NEWEST_MAJOR:
        raise EngineError(
            message("OpenSearch at {place} is of version {number}.", place=connection.place, number=number),
            "It takes 2.11 or newer of 2, or 3.",
        )
    return parts[0]


def version(connection: Connection) -> str:
    """Return the version of the cluster. Raises EngineError where something else answers."""
    answer = connection.request("GET", "/")
    about = answer.get("version", {}) if isinstance(answer, dict) else {}
    number = str(about.get("number", ""))
    if about.get("distribution") != "opensearch" or not number[:1].isdigit():
        raise EngineError(
            message("What answers at {place} is not OpenSearch.", place=connection.place), "Check opensearch_hosts."
        )
    return number


def require_manager(connection: Connection) -> None:
    """Raise EngineUnavailableError where too few nodes are there to agree on a manager.

    A write that is begun without one may hang until long after the nodes are back, and hold the copies up that long.
    """
    connection.request("GET", "/_cluster/health", params={"filter_path": "status", "cluster_manager_timeout": "1s"})


def allow_large_searches(connection: Connection) -> None:
    """Let searches have ``MAX_CLAUSES`` clauses, where the nodes' own settings do not allow it already."""
    path = f"*.{_CLAUSES}"
    answer = connection.request("GET", "/_cluster/settings", params={"include_defaults": True, "filter_path": path})
    allowed = {level: _value(settings) for level, settings in answer.items()}
    effective = allowed.get("transient", allowed.get("persistent", allowed.get("defaults", 0)))
    if effective < MAX_CLAUSES:
        connection.write("PUT", "/_cluster/settings", {"persistent": {_CLAUSES: MAX_CLAUSES}})


def _value(settings: Any) -> int:
    for name in _CLAUSES.split("."):
        settings = settings[name]
    return int(settings)


def data_nodes(connection: Connection) -> int:
    """Return how many nodes may have a copy of an index."""
    answer = connection.request("GET", "/_cluster/health", params={"filter_path": "number_of_data_nodes"})
    return int(answer["number_of_data_nodes"])


def wait(connection: Connection, index: str, status: str) -> None:
    """Wait until an index has a health. Raises EngineUnavailableError where it does not come to it."""
    try:
        connection.request(
            "GET",
            f"/_cluster/health/{index}",
            params={"wait_for_status": status, "wait_for_no_initializing_shards": True, "timeout": f"{_WAIT}s"},
            timeout=_WAIT + 10,
            deadline=_WAIT + 30,
        )
    except EngineUnavailableError as error:
        raise EngineUnavailableError(
            message("The copies of {index} are not there after {wait} seconds.", index=index, wait=_WAIT),
            "Look at the cluster's health.",
        ) from error


def healths(connection: Connection, names: str) -> dict[str, str]:
    """Return by name how the copies of indexes are, such as "green, 2 of 2 copies"."""
    answer = connection.request("GET", f"/_cluster/health/{names}", params={"level": "indices"})
    return {
        name: f"{record['status']}, {record['active_shards']} of {1 + record['number_of_replicas']} copies"
        for name, record in answer.get("indices", {}).items()
    }
