"""The rate limit: a number of requests a minute from one address, 429 beyond it; off unless set.

A minute's requests may come at once, so that many readers behind one address (a ministry) are served and only a lasting
load is slowed. The networks in ``rate_limit_exempt`` are never limited. The file of the counts (``rate_limit_store``)
is beside the search log.
"""

from __future__ import annotations

import sqlite3
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil

from flask import Flask, Response, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from policysearch.settings import Settings
from policysearch.web.http.error_responses import error_response
from policysearch.web.http.process_end import at_process_end
from policysearch.web.http.rate_limit_store import Buckets

UNLIMITED_BLUEPRINTS = ("statics", "health")
FILE_NAME = "ratelimit.sqlite3"


def install_rate_limit(app: Flask, settings: Settings) -> None:
    """Make ``app`` answer 429 to an address over the limit, where the settings have one."""
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    if not settings.rate_limit:
        return
    buckets = Buckets(settings.searchlog_path.with_name(FILE_NAME), settings.rate_limit)
    at_process_end(buckets.close)

    def refuse() -> Response | None:
        return None if request.blueprint in UNLIMITED_BLUEPRINTS else refusal(buckets, settings)

    app.before_request(refuse)


def refusal(buckets: Buckets, settings: Settings, prefix: str = "") -> Response | None:
    """Take a request from the bucket of this one's client; return 429 where it is empty, None otherwise.

    ``prefix`` keeps the buckets of another limit apart in the same file. Exempt networks have none.
    """
    address = client_address(request.remote_addr or "")
    if address and any(address in ip_network(network) for network in settings.rate_limit_exempt):
        return None
    try:
        wait = buckets.take(prefix + _bucket_key(address))
    except sqlite3.Error as error:
        current_app.logger.warning("The rate limit is not applied: %s", error)
        return None
    return too_many_requests(wait) if wait else None


def too_many_requests(wait: float) -> Response:
    """Return 429 with the number of seconds after which to try again, ``wait`` rounded up."""
    seconds = ceil(wait)
    response = error_response(429, "Too many requests from this address.", f"Try again in {seconds} s.")
    response.headers["Retry-After"] = str(seconds)
    return response


def client_address(remote: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address in ``remote``, without the port that some proxies add; None where there is none."""
    text = remote.strip().removeprefix("[").partition("]")[0]
    if text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _bucket_key(address: IPv4Address | IPv6Address | None) -> str:
    """Return the name of a client: an IPv4 address, or an IPv6 network of 64 bits, as one household or office has."""
    if address is None:
        return "unknown"
    return str(address) if address.version == 4 else str(ip_network((int(address) >> 64 << 64, 64)))
