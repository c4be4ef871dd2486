"""The rate limit: so many requests a minute from one address, counted for all worker processes together.

Each address has a bucket that holds a whole minute's requests, so that many readers behind one address (a ministry)
may come at once and only what lasts is slowed; networks in ``rate_limit_exempt`` are never limited. The state is one
number an address in a small SQLite file beside the search log, kept until its bucket is full again: a minute at most.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil
from pathlib import Path

from flask import Flask, Response, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from policysearch.settings import Settings
from policysearch.web import errors

FREE = ("statics", "health")
FILE_NAME = "ratelimit.sqlite3"
MINUTE = 60.0
_PATIENCE = 0.25  # seconds for another worker to finish writing
_SCHEMA = "CREATE TABLE IF NOT EXISTS buckets (address TEXT PRIMARY KEY, full REAL) WITHOUT ROWID"
# GCRA, the leaky bucket with one number: when the bucket will be full again. Nothing changes where it is empty.
_FULL = "max(full, :now) + :each"
_TAKE = f"""
INSERT INTO buckets VALUES (:address, :now + :each)
ON CONFLICT DO UPDATE SET full = {_FULL} WHERE {_FULL} <= :now + :minute
"""
_CLAMP = (
    "UPDATE buckets SET full = :now + :minute WHERE address = :address AND full > :now + :minute"  # a clock set back
)


class Buckets:
    """Takes from addresses' buckets of ``limit`` requests that refill in a minute. Safe for threads and processes."""

    def __init__(self, path: Path, limit: int, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._each = MINUTE / limit
        self._clock = clock
        self._swept = clock()
        self._local = threading.local()

    def take(self, address: str) -> float:
        """0 where a request was left in the bucket and is taken, else seconds until there is one.

        A file that cannot be used limits nobody: raises sqlite3.Error.
        """
        now = self._clock()
        connection = self._connection()
        if now - self._swept > MINUTE:
            self._swept = now
            connection.execute("DELETE FROM buckets WHERE full < ?", (now,))
        asked = {"address": address, "now": now, "each": self._each, "minute": MINUTE + 1e-6}
        if connection.execute(_TAKE, asked).rowcount:
            return 0.0
        connection.execute(_CLAMP, asked)
        (full,) = connection.execute("SELECT full FROM buckets WHERE address = ?", (address,)).fetchone() or (now,)
        return max(full + self._each - MINUTE - now, 0.001)

    def _connection(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            held.execute("PRAGMA journal_mode=WAL")
            held.execute("PRAGMA synchronous=OFF")
            held.execute(_SCHEMA)
            self._local.connection = held
        return held


def limit(app: Flask, settings: Settings) -> None:
    """Have ``app`` answer 429 to an address over the limit, where the settings name one."""
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    if not settings.rate_limit:
        return
    buckets = Buckets(settings.searchlog_path.with_name(FILE_NAME), settings.rate_limit)
    exempt = [ip_network(network) for network in settings.rate_limit_exempt]

    def refuse() -> Response | None:
        if request.blueprint in FREE:
            return None
        address = counted(request.remote_addr or "")
        if any(address in network for network in exempt if address):
            return None
        try:
            wait = buckets.take(_name(address))
        except sqlite3.Error as error:
            current_app.logger.warning("The rate limit is not applied: %s", error)
            return None
        return too_many(wait) if wait else None

    app.before_request(refuse)


def too_many(wait: float) -> Response:
    """429, and in how many seconds to come again."""
    seconds = ceil(wait)
    answer = errors.told(429, "Too many requests from this address.", f"Try again in {seconds} s.")
    answer.headers["Retry-After"] = str(seconds)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def counted(written: str) -> IPv4Address | IPv6Address | None:
    """The address, without the port that some proxies add; None where it is none."""
    text = written.strip().removeprefix("[").partition("]")[0]
    if text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _name(address: IPv4Address | IPv6Address | None) -> str:
    """What is counted as one: an IPv4 address, or an IPv6 network of 64 bits, which one household or office has."""
    if address is None:
        return "unknown"
    return str(address) if address.version == 4 else str(ip_network((int(address) >> 64 << 64, 64)))
