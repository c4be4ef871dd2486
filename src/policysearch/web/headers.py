"""Security headers, on every answer, errors included. A view that needs another policy sets its own first."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response

from policysearch.settings import Settings

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


def secure(app: Flask, settings: Settings) -> None:
    """Put the headers on whatever ``app`` answers."""
    usual = policy(settings)

    def add(response: Response) -> Response:
        headers = response.headers
        if "Content-Security-Policy" not in headers:
            headers["Content-Security-Policy"] = usual
            headers["X-Frame-Options"] = "DENY"
        for name, value in FIXED.items():
            headers.setdefault(name, value)
        return response

    app.after_request(add)
