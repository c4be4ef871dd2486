"""CORS: pages of any site may read the API, oEmbed and the box's script, without credentials."""

from __future__ import annotations

from flask import Flask, Response, request

SHARED_PATHS = ("/api/", "/oembed", "/static/policysearch-box")
CORS_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


def install_cors(app: Flask) -> None:
    """Make ``app`` send CORS headers on shared paths, with errors too, so that a page elsewhere can read them."""

    def add_headers(response: Response) -> Response:
        if request.path.startswith(SHARED_PATHS):
            response.headers.update(CORS_HEADERS | (PREFLIGHT_HEADERS if request.method == "OPTIONS" else {}))
        return response

    app.after_request(add_headers)
