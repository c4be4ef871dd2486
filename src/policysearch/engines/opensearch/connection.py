"""One cluster over HTTP: tries other nodes until a deadline, counts round trips, translates errors once."""

from __future__ import annotations

import json
import logging
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import orjson
from opensearchpy import Transport
from opensearchpy.exceptions import OpenSearchException, SerializationError
from opensearchpy.serializer import Serializer

from policysearch.engines.opensearch.errors import is_temporary, is_unknown_index, translated
from policysearch.engines.opensearch.response import Answer, IncompleteAnswerError, check_answer, check_searches
from policysearch.model.errors import SettingsError
from policysearch.model.message import message
from policysearch.settings import Settings

MAX_BODY = 8_000_000  # bytes of one bulk request
POOL = 32  # connections to each node that stay open
DEAD_SECONDS = 5  # in which a node that failed is not tried, where another one answers
DEAD_DOUBLINGS = 2  # of these seconds, where it fails again: each time a reader waits for its silence
FIRST_TRY = 1.0  # seconds that a node may be silent, where another one can be asked instead
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 0.5  # seconds between tries
WRITE_TIMEOUT, WRITE_DEADLINE = 60.0, 180.0  # seconds of a try and of all, where an index is written
MEMBERS = "took,timed_out,_shards,hits,aggregations,error,status"

logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # it logs bodies and every 404


class _Json(Serializer):
    """JSON by orjson; a body that is encoded already stays as it is."""

    mimetype = "application/json"

    def loads(self, s: Any) -> Any:
        try:
            return orjson.loads(s)
        except ValueError as error:
            raise SerializationError("an answer is not JSON", error) from error

    def dumps(self, data: Any) -> Any:
        return data if isinstance(data, bytes) else orjson.dumps(data)


class Connection:
    """Asks a cluster. Safe to share between threads.

    ``timeout`` is of one try, in seconds. ``round_trips`` counts the requests of this connection.
    """

    def __init__(self, settings: Settings) -> None:
        self.hosts = settings.opensearch_hosts
        self.account = settings.opensearch_account
        self.round_trips = 0
        self.timeout = settings.opensearch_timeout
        self._deadline = settings.opensearch_deadline
        self._transport = Transport(
            [*map(_node, self.hosts)],
            serializer=_Json(),
            max_retries=0,  # retried here, within the deadline
            retry_on_timeout=True,
            dead_timeout=DEAD_SECONDS,
            timeout_cutoff=DEAD_DOUBLINGS,
            pool_maxsize=POOL,
            **_security(settings),
        )

    @property
    def place(self) -> str:
        """Return the addresses, for messages."""
        return ", ".join(self.hosts)

    def request(  # noqa: PLR0913 - what a request is made of
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        params: Mapping[str, object] | None = None,
        timeout: float = 0.0,
        deadline: float = 0.0,
        check: Callable[[Any], None] | None = None,
    ) -> Any:
        """Return the answer as JSON. ``timeout`` is of one try, ``deadline`` of all of them, in seconds.

        Without a ``timeout``, the first of several nodes has ``FIRST_TRY`` seconds: a paused one takes no longer.
        An answer that ``check`` finds incomplete is asked for again. An index that a node does not know is asked of
        the others: one that is cut off from them has not heard of a new index. Raises EngineError.
        """
        until = time.monotonic() + (deadline or self._deadline)
        patience = timeout or min(self.timeout, FIRST_TRY if len(self.hosts) > 1 else self.timeout)
        pause, other_nodes = FIRST_PAUSE, 2 * (len(self.hosts) - 1)  # other threads take turns among the nodes too
        while True:
            remaining = until - time.monotonic()
            self.round_trips += 1
            try:
                answer = self._transport.perform_request(
                    method,
                    path,
                    params={name: _parameter(value) for name, value in (params or {}).items()},
                    body=body,
                    timeout=max(min(patience, remaining), 0.05),
                )
                check_answer(answer, path)
                if check is not None:
                    check(answer)
            except (OpenSearchException, IncompleteAnswerError) as error:
                other_nodes -= is_unknown_index(error)
                may_do = is_temporary(error) or (is_unknown_index(error) and other_nodes >= 0)
                if not may_do or time.monotonic() + pause >= until:
                    raise translated(error, self) from error
                time.sleep(pause)
                pause, patience = min(2 * pause, LONGEST_PAUSE), timeout or self.timeout
            else:
                return answer

    def write(self, method: str, path: str, body: object = None, **params: object) -> Any:
        """Return the answer to a request that changes something, with the patience that this takes."""
        return self.request(method, path, body, params=params, timeout=WRITE_TIMEOUT, deadline=WRITE_DEADLINE)

    def search(self, index: str, bodies: Sequence[Mapping[str, Any]], deadline: float = 0.0) -> list[Answer]:
        """Return the answers to several searches of one index in one round trip, each of them complete."""
        if not bodies:
            return []
        head = {"index": index, "preference": "_local", "ignore_unavailable": False}
        timed = ({"timeout": f"{int(1000 * (deadline or self._deadline))}ms", **body} for body in bodies)
        answer = self.request(
            "POST",
            "/_msearch",
            lines(part for body in timed for part in (head, body)),
            params={"filter_path": f"responses.{MEMBERS.replace(',', ',responses.')}"},
            timeout=deadline,
            deadline=deadline,
            check=lambda answer: check_searches(answer, len(bodies)),
        )
        return [Answer(response) for response in answer["responses"]]

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()


def lines(parts: Iterable[object]) -> bytes:
    """Return the parts as JSON, a line each, as bulk requests and several searches take them."""
    return b"".join([_encoded(part) + b"\n" for part in parts])


def _encoded(part: object) -> bytes:
    try:
        return orjson.dumps(part)
    except TypeError:  # half of a surrogate pair, which no document has
        return json.dumps(part, ensure_ascii=False).encode("utf-8", "replace")


def _node(host: str) -> dict[str, object]:
    parts = urlsplit(host)
    is_https = parts.scheme == "https"
    return {"host": parts.hostname, "port": parts.port or (443 if is_https else 80), "use_ssl": is_https}


def _parameter(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _security(settings: Settings) -> dict[str, Any]:
    """Return the transport's options of account and certificates."""
    options: dict[str, Any] = {}
    if settings.opensearch_account:
        options["http_auth"] = (settings.opensearch_account, settings.opensearch_password)
    if any(host.startswith("https:") for host in settings.opensearch_hosts):
        file = settings.opensearch_ca
        try:
            options["ssl_context"] = ssl.create_default_context(cafile=str(file) if file else None)
        except (OSError, ssl.SSLError) as error:
            reason = getattr(error, "strerror", None) or message("it has no certificate")
            raise SettingsError(
                message("The setting opensearch_ca: {file} cannot be used: {reason}.", file=file, reason=reason),
                "Name a file of certificates (PEM).",
            ) from error
    return options
