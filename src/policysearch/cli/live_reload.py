"""Live reload for ``watch``: pages load themselves again when there is a new generation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.wrappers import Response

SCRIPT, GENERATION = "/watch.js", "/watch.generation"
_JAVASCRIPT = b"""\
let seen = null;
async function look() {
  try {
    const now = await (await fetch("/watch.generation", { cache: "no-store" })).text();
    if (seen !== null && now !== seen) location.reload();
    seen = now;
  } catch {
    // the watch was stopped; it may be started again
  }
}
setInterval(look, 700);
look();
"""
_NOT_STORED = {"Cache-Control": "no-store"}
_TAG = b'<script src="/watch.js" defer></script></body>'


def live_reload(application: WSGIApplication, generation: Callable[[], str]) -> WSGIApplication:
    """Return ``application`` with a script in its pages that polls ``generation`` and reloads the page on a change."""

    def middleware(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == SCRIPT:
            response = Response(_JAVASCRIPT, content_type="text/javascript", headers=_NOT_STORED)
        elif path == GENERATION:
            response = Response(generation(), content_type="text/plain", headers=_NOT_STORED)
        else:
            environ.pop("HTTP_ACCEPT_ENCODING", None)  # a compressed page could not be changed
            response = Response.from_app(application, environ, buffered=True)
            if response.mimetype == "text/html":
                response.data = _TAG.join(response.data.rsplit(b"</body>", 1))
        return response(environ, start_response)

    return middleware
