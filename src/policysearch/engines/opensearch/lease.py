"""The right to write, for one machine at a time: a document in the cluster that its holder renews."""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from policysearch.engines.build_lock import BuildLock
from policysearch.engines.opensearch import cluster
from policysearch.engines.opensearch.connection import Connection
from policysearch.engines.opensearch.errors import AbsentError, TakenError
from policysearch.model.errors import BuildBusyError, EngineError

LASTS = timedelta(seconds=60)  # a holder that has not renewed it for so long is gone
RENEWED_EVERY = 10.0  # seconds
TIMEOUT, DEADLINE = 30.0, 90.0  # seconds of a try and of all; a cluster that lost nodes takes so long to go on
LOCK, MACHINE = "build.lock", "machine"  # files in the state folder
_DOCUMENT = "build"
_WAIT = "Wait until it is done."

log = logging.getLogger(__name__)


class Lease:
    """The right to write one index, by a lock on this machine and a lease in the cluster. May be entered again inside.

    The lock dies with its process. Who has it takes over a lease of the same state folder at once: its holder is gone.
    The lease has up to ``replicas`` copies: as many as what it guards.
    """

    def __init__(self, connection: Connection, index: str, state: Path, replicas: int) -> None:
        self._connection = connection
        self._index = index
        self._state = state
        self._replicas = replicas
        self._lock = BuildLock(state / LOCK)
        self._depth = 0
        self._token = ""
        self._seen: dict[str, object] = {}  # the version of the document as we wrote it
        self._writing = Lock()
        self._is_lost = False

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Hold the right to write. Raises BuildBusyError."""
        with self._lock.entered():
            self._depth += 1
            try:
                if self._depth > 1:
                    yield
                else:
                    with self._leased():
                        yield
            finally:
                self._depth -= 1

    def check(self) -> None:
        """Raise BuildBusyError unless the lease is still ours; called right before what others would see."""
        self._renew()
        if self._is_lost:
            raise BuildBusyError("This build lost its right to write: another one took over.", "Run it again.")

    @contextlib.contextmanager
    def _leased(self) -> Iterator[None]:
        self._take()
        ended = Event()
        renewing = Thread(target=self._renew_until, args=(ended,), name="lease", daemon=True)
        renewing.start()
        try:
            yield
        finally:
            ended.set()
            renewing.join()
            self._give_back()

    def _take(self) -> None:
        cluster.require_supported_version(self._connection)  # first: what is no cluster has no lease either
        cluster.require_manager(self._connection)
        self._token, self._is_lost = secrets.token_hex(8), False
        try:
            self._write({"op_type": "create"})
            return
        except AbsentError:
            with contextlib.suppress(TakenError):
                self._connection.write("PUT", f"/{self._index}", _index_body(self._replicas))
            with contextlib.suppress(TakenError):
                self._write({"op_type": "create"})
                return
        except TakenError:
            pass
        self._take_over()

    def _take_over(self) -> None:
        """Take a lease that its holder left: one of this machine, or one that was not renewed for long."""
        try:
            lease = self._connection.request("GET", f"/{self._index}/_doc/{_DOCUMENT}")
            source = lease["_source"]
            if source["token"] == self._token:  # an answer was lost, the request was not
                self._seen = _condition(lease)
                return
            is_fresh = datetime.now(UTC) - datetime.fromisoformat(source["renewed"]) < LASTS
            if is_fresh and source["machine"] != self._machine():
                raise BuildBusyError("Another build is at work on this index, on another machine.", _WAIT)
            self._write(_condition(lease))
        except (TakenError, AbsentError) as error:
            raise BuildBusyError("Another build is at work on this index.", _WAIT) from error

    def _renew_until(self, ended: Event) -> None:
        while not ended.wait(RENEWED_EVERY):
            self._renew()

    def _renew(self) -> None:
        try:
            try:
                self._write(self._seen)
            except TakenError:
                self._is_lost = not self._is_ours()
        except AbsentError:
            self._is_lost = True
        except EngineError as error:
            log.warning("The lease of this build cannot be renewed. %s", error)

    def _is_ours(self) -> bool:
        """Return whether the lease is as we wrote it: an answer was lost, and the request was not."""
        lease = self._connection.request("GET", f"/{self._index}/_doc/{_DOCUMENT}")
        is_ours: bool = lease["_source"]["token"] == self._token
        if is_ours:
            self._seen = _condition(lease)
        return is_ours

    def _write(self, condition: Mapping[str, object]) -> None:
        body = {"token": self._token, "machine": self._machine(), "renewed": datetime.now(UTC).isoformat()}
        with self._writing:
            path = f"/{self._index}/_doc/{_DOCUMENT}"
            answer = self._connection.request("PUT", path, body, params=condition, timeout=TIMEOUT, deadline=DEADLINE)
            self._seen = _condition(answer)

    def _give_back(self) -> None:
        with contextlib.suppress(EngineError):  # it ends by itself
            if not self._is_lost:
                self._connection.request("DELETE", f"/{self._index}/_doc/{_DOCUMENT}", params=self._seen)

    def _machine(self) -> str:
        """Return the name of this state folder, made at its first use."""
        file = self._state / MACHINE
        if not file.is_file():
            file.write_text(secrets.token_hex(16), "ascii")
        return file.read_text("ascii").strip()


def _index_body(replicas: int) -> dict[str, object]:
    settings = {"number_of_shards": 1, "auto_expand_replicas": f"0-{replicas}"}
    return {"settings": {"index": settings}, "mappings": {"dynamic": False}}


def _condition(answer: Mapping[str, Any]) -> dict[str, object]:
    """Return the parameters by which a write succeeds only where nobody has written since."""
    return {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}
