"""Pages that renew themselves when there is a new generation: for ``watch`` alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

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
_TAG = b'<script src="/watch.js" defer></script></body>'


def reloading(application: WSGIApplication, generation: Callable[[], str]) -> WSGIApplication:
    """``application`` with a script in its pages that asks for ``generation`` and loads the page again on a new one."""

    def wrapped(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path in (SCRIPT, GENERATION):
            body = _JAVASCRIPT if path == SCRIPT else generation().encode()
            kind = "text/javascript" if path == SCRIPT else "text/plain"
            start_response(
                "200 OK", [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
            )
            return [body]
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        return _Page(application, environ, start_response).answer()

    return wrapped


class _Page:
    """One answer, the script put into it if it is a page."""

    def __init__(self, application: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse) -> None:
        self._application, self._environ, self._start_response = application, environ, start_response
        self._status, self._headers = "", [("", "")]

    def answer(self) -> Iterable[bytes]:
        parts = self._application(self._environ, self._begin)
        try:
            body = b"".join(parts)
        finally:
            close: Any = getattr(parts, "close", None)
            if close:
                close()
        kind = next((value for name, value in self._headers if name.lower() == "content-type"), "")
        if kind.startswith("text/html"):
            body = _TAG.join(body.rsplit(b"</body>", 1))
            kept = [(name, value) for name, value in self._headers if name.lower() != "content-length"]
            self._headers = [*kept, ("Content-Length", str(len(body)))]
        self._start_response(self._status, self._headers)
        return [body]

    def _begin(self, status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
        self._status, self._headers = status, headers
        return lambda _: None
