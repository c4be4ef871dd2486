"""Who else may read the answers: any site's pages read the API, oEmbed and the box's script, without credentials."""

from __future__ import annotations

from flask import Flask, Response, request

SHARED = ("/api/", "/oembed", "/static/policysearch-box")
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
ASKED_BEFORE = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


def share(app: Flask) -> None:
    """Open what ``app`` shares, its errors included, so that a page elsewhere can tell what is wrong."""

    def add(response: Response) -> Response:
        if request.path.startswith(SHARED):
            response.headers.update(OPEN | (ASKED_BEFORE if request.method == "OPTIONS" else {}))
        return response

    app.after_request(add)
