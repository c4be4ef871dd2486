"""The rate limit: so many requests a minute from one address (``buckets``), 429 beyond, off unless set.

A minute's requests may come at once, so that many readers behind one address (a ministry) are served and only what
lasts is slowed; the networks in ``rate_limit_exempt`` are never limited. The file lies beside the search log.
"""

from __future__ import annotations

import atexit
import sqlite3
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil

from flask import Flask, Response, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from policysearch.settings import Settings
from policysearch.web.http import error_responses
from policysearch.web.http.rate_limit_store import Buckets

FREE = ("statics", "health")
FILE_NAME = "ratelimit.sqlite3"


def limit(app: Flask, settings: Settings) -> None:
    """Have ``app`` answer 429 to an address over the limit, where the settings name one."""
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    if not settings.rate_limit:
        return
    buckets = Buckets(settings.searchlog_path.with_name(FILE_NAME), settings.rate_limit)
    atexit.register(buckets.close)
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
    answer = error_responses.told(429, "Too many requests from this address.", f"Try again in {seconds} s.")
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
