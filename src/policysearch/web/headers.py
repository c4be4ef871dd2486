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
    usual = [("Content-Security-Policy", policy(settings)), ("X-Frame-Options", "DENY")]
    fixed = [*FIXED.items()]

    def application_with_headers(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            own = {name.lower() for name, _ in headers}
            # a 304 is given before any view: the browser keeps the policy of the answer it has
            more = fixed if "content-security-policy" in own or status.startswith("304") else usual + fixed
            return start_response(status, headers + [pair for pair in more if pair[0].lower() not in own], *rest)

        return application(environ, start)

    return application_with_headers


def vary(response: Response, name: str) -> None:
    """Say that the answer depends on the request's header ``name``."""
    held = response.headers.get("Vary", "")
    if name not in held:
        response.headers["Vary"] = f"{held}, {name}" if held else name
