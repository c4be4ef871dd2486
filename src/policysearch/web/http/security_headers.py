"""Security headers, on every answer, errors included. A view that needs another policy sets its own first."""

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
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}


def policy(settings: Settings, **changes: str) -> str:
    """The content security policy; ``frame_ancestors="*"`` replaces that directive. A logo elsewhere is allowed for."""
    directives = POLICY | {name.replace("_", "-"): value for name, value in changes.items()}
    logo = urlsplit(settings.logo)
    if logo.netloc:
        directives["img-src"] += f" {logo.scheme}://{logo.netloc}"
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def secured(application: WSGI, settings: Settings) -> WSGI:
    """``application`` with the headers on whatever it answers; those that it set itself stay as they are."""
    usual = policy(settings)

    def application_with_headers(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            own = {name.lower(): value for name, value in headers}
            more = dict(FIXED)
            if not status.startswith("304"):  # given before any view: the browser keeps the policy of what it has
                more["Content-Security-Policy"] = own.get("content-security-policy", usual)
                if UNFRAMED in more["Content-Security-Policy"]:
                    more["X-Frame-Options"] = "DENY"  # for browsers that do not know the policy
            return start_response(status, headers + [one for one in more.items() if one[0].lower() not in own], *rest)

        return application(environ, start)

    return application_with_headers


def vary(response: Response, name: str) -> None:
    """Say that the answer depends on the request's header ``name``."""
    held = response.headers.get("Vary", "")
    if name not in held:
        response.headers["Vary"] = f"{held}, {name}" if held else name
