"""Answer addresses by the WSGI application of the tree in PYTHONPATH, over the index that the environment names.

Run as a script: it reads a pickled list of addresses from standard input and writes a pickled list of answers
``(status, content type, location, body)``. It imports the standard library and ``policysearch.wsgi`` alone, so that it
runs in the tree of a former commit too.
"""

from __future__ import annotations

import os
import pickle
import sys
from importlib import import_module
from typing import Any
from urllib.parse import unquote
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

Reply = tuple[str, str, str, bytes]


def main() -> None:
    """Answer all addresses of standard input."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what the application prints must not mix with the replies
    application: WSGIApplication = import_module("policysearch.wsgi").create()
    pickle.dump([reply(application, address) for address in pickle.load(sys.stdin.buffer)], replies)
    replies.close()


def reply(application: WSGIApplication, address: str) -> Reply:
    """Return the answer of ``application`` to a GET request for ``address``."""
    path, _, parameters = address.partition("?")
    environ: dict[str, Any] = {"PATH_INFO": unquote(path, "latin-1"), "QUERY_STRING": parameters}
    setup_testing_defaults(environ)
    started: list[tuple[str, dict[str, str]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        started.append((status, {name.lower(): value for name, value in headers}))

    chunks = application(environ, start_response)
    body = b"".join(chunks)
    if hasattr(chunks, "close"):
        chunks.close()
    status, headers = started[-1]
    return status, headers.get("content-type", ""), headers.get("location", ""), body


if __name__ == "__main__":
    main()
