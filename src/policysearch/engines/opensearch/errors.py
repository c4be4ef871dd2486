"""The library's exceptions -> this package's errors, each one plain line. No body and no secret is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConflictError,
    ConnectionError,
    NotFoundError,
    SerializationError,
    SSLError,
    TransportError,
)

from policysearch.engines.opensearch.response import IncompleteAnswerError
from policysearch.model.errors import EngineError, EngineUnavailableError, IndexDamagedError
from policysearch.model.message import message

if TYPE_CHECKING:
    from policysearch.engines.opensearch.connection import Connection

TEMPORARY = frozenset([408, 429, 502, 503, 504])  # HTTP status codes after which another try may do
BLOCKED = frozenset(["cluster_block_exception", "index_create_block_exception"])
_EXISTS = "resource_already_exists_exception"
_CLOSED = "index_closed_exception"


class AbsentError(EngineError):
    """The cluster has no such index or document."""


class TakenError(EngineError):
    """Another writer was first: the document exists, or is not the one that was read."""


class ClosedError(IndexDamagedError):
    """Somebody has closed an index: it is there, and cannot be searched."""


def is_temporary(error: Exception) -> bool:
    """Return whether another try, of another node perhaps, may succeed."""
    if isinstance(error, SSLError):
        return False
    if isinstance(error, IncompleteAnswerError):
        return error.status in TEMPORARY or error.status >= 500
    if isinstance(error, ConnectionError | SerializationError):
        return True
    return isinstance(error, TransportError) and error.status_code in TEMPORARY and not _is_read_only(error)


def is_unknown_index(error: Exception) -> bool:
    """Return whether a search names an index that the node does not know; another node may."""
    return isinstance(error, IncompleteAnswerError) and error.status == 404


def translated(error: Exception, connection: Connection) -> EngineError:  # noqa: PLR0911 - one for each kind
    """Return the error to raise in place of the library's."""
    place = connection.place
    if _is_closed(error):
        return ClosedError(
            message("OpenSearch at {place} has closed an index that is searched.", place=place),
            "Open that index, or write it anew with: policysearch build --full",
        )
    if isinstance(error, IncompleteAnswerError) and error.status == 404:
        return AbsentError(message("OpenSearch at {place} has no such index: {error}.", place=place, error=error))
    if isinstance(error, IncompleteAnswerError) and error.status == 400:
        return EngineError(
            message("OpenSearch at {place} refuses a search: {error}.", place=place, error=error), _CLAUSES
        )
    if isinstance(error, IncompleteAnswerError):
        return EngineUnavailableError(
            message("OpenSearch at {place} cannot answer completely: {error}.", place=place, error=error), _LATER
        )
    if isinstance(error, SSLError):
        return EngineError(
            message("The certificate of OpenSearch at {place} is not trusted.", place=place),
            "Name its authority's file with opensearch_ca.",
        )
    if isinstance(error, SerializationError):
        return EngineUnavailableError(
            message("What answers at {place} is not OpenSearch, or it answers with half of it.", place=place)
        )
    if isinstance(error, ConnectionError):
        return EngineUnavailableError(
            message("OpenSearch does not answer at {place}.", place=place),
            "Check that it runs, and the setting opensearch_hosts.",
        )
    if isinstance(error, NotFoundError):
        return AbsentError(
            message("OpenSearch at {place} has no such index: {error}.", place=place, error=_reason(error))
        )
    if isinstance(error, ConflictError) or getattr(error, "error", "") == _EXISTS:
        return TakenError(message("Another writer was first: {error}.", error=_reason(error)))
    if isinstance(error, TransportError) and _is_read_only(error):
        return read_only(place, _reason(error))
    if isinstance(error, AuthenticationException | AuthorizationException):
        return _access_refused(connection)
    if isinstance(error, TransportError) and error.status_code in TEMPORARY:
        return EngineUnavailableError(
            message("OpenSearch at {place} cannot answer now: {error}.", place=place, error=_reason(error)), _LATER
        )
    return EngineError(message("OpenSearch at {place} refuses a request: {error}.", place=place, error=_reason(error)))


def _access_refused(connection: Connection) -> EngineError:
    place, account = connection.place, connection.account
    return EngineError(
        message("OpenSearch at {place} refuses the access of {account!r}.", place=place, account=account)
        if account
        else message("OpenSearch at {place} refuses access without an account.", place=place),
        "Check opensearch_account and its password, and what the account may do.",
    )


def read_only(place: str, reason: str) -> EngineUnavailableError:
    """Return the error of a cluster or an index that refuses to be written."""
    return EngineUnavailableError(
        message("OpenSearch at {place} takes no writing now: {error}.", place=place, error=reason),
        "Its disk may be nearly full, too few of its nodes may be there, or somebody has blocked the index.",
    )


_CLAUSES = "If it says too many clauses, set indices.query.bool.max_clause_count to 16384 on every node."
_LATER = "Try again in a moment; if it lasts, look at its log."


def _is_closed(error: Exception) -> bool:
    """Return whether an index was closed, which nobody but a person does."""
    kind = str(error) if isinstance(error, IncompleteAnswerError) else str(getattr(error, "error", ""))
    return kind.startswith(_CLOSED)


def _is_read_only(error: Any) -> bool:
    """Return whether the cluster or an index refuses to be written; a cluster without a manager may soon have one."""
    return bool(error.error in BLOCKED and error.status_code in (403, 429))


def _reason(error: Any) -> str:
    """Return the kind of an error and the beginning of its reason, without what was sent."""
    info = error.info if isinstance(getattr(error, "info", None), Mapping) else {}
    details = info.get("error") if isinstance(info, Mapping) else None
    if isinstance(details, Mapping):
        causes = details.get("root_cause") or [details]
        return f"{details.get('type')}: {str(causes[0].get('reason', ''))[:200]}".replace("\n", " ").rstrip(".:; ")
    return str(getattr(error, "status_code", type(error).__name__))
