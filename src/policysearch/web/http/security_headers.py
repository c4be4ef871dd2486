"""Security headers on every response, errors included. A view that needs another policy sets that header itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Response

from policysearch.settings import Settings
from policysearch.web.addresses import WSGI

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
UNFRAMED = "frame-ancestors 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}


def policy(settings: Settings, **changes: str) -> str:
    """Return the content security policy with ``changes`` (``frame_ancestors="*"``) and with the host of the logo."""
    directives = POLICY | {name.replace("_", "-"): value for name, value in changes.items()}
    logo = urlsplit(settings.logo)
    if logo.netloc:
        directives["img-src"] += f" {logo.scheme}://{logo.netloc}"
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def with_security_headers(application: WSGI, settings: Settings) -> WSGI:
    """Return ``application`` with the headers added to its responses; those that it sets itself stay as they are."""
    default_policy = policy(settings)
    site_headers = HEADERS | ({"Strict-Transport-Security": f"max-age={settings.hsts}"} if settings.hsts else {})

    def application_with_headers(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            present = {name.lower(): value for name, value in headers}
            added = dict(site_headers)
            if not status.startswith("304"):  # sent before any view runs: the browser keeps the policy of its copy
                added["Content-Security-Policy"] = present.get("content-security-policy", default_policy)
                if UNFRAMED in added["Content-Security-Policy"]:
                    added["X-Frame-Options"] = "DENY"  # for browsers that do not know the policy
            missing = [(name, value) for name, value in added.items() if name.lower() not in present]
            return start_response(status, headers + missing, *rest)

        return application(environ, start)

    return application_with_headers


def add_vary(response: Response, name: str) -> None:
    """Add the request header ``name`` to the response's Vary."""
    names = response.headers.get("Vary", "")
    if name not in names:
        response.headers["Vary"] = f"{names}, {name}" if names else name
