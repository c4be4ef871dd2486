"""Stylesheets, scripts and pictures: read once at start, compressed once, at addresses that change with their content.

All of ``static/css/`` is served as ``site.css`` and all of ``static/js/`` as ``site.js``, in the order of their names:
small files to read, one request each.
"""

from __future__ import annotations

import gzip
import mimetypes
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request

from policysearch.web.compression import takes_gzip

FOLDER = Path(__file__).parent / "static"
BUNDLES = {"css": "site.css", "js": "site.js"}
FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class Static:
    """One file as served. ``digest`` is of its content."""

    content: bytes
    compressed: bytes
    mimetype: str
    digest: str


class Statics:
    """The files of a folder by their names ("site.css", "policysearch-box.js")."""

    def __init__(self, folder: Path = FOLDER) -> None:
        contents: dict[str, bytes] = {}
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder)
            served = BUNDLES.get(name.parts[0], name.as_posix())
            contents[served] = contents.get(served, b"") + path.read_bytes()
        self._files = {name: _static(name, content) for name, content in contents.items()}

    def get(self, name: str) -> Static | None:
        """The file of that name."""
        return self._files.get(name)

    def digest(self, name: str) -> str:
        """What to put behind ``?v=``, so that a browser may keep the file for ever."""
        return self._files[name].digest


def _static(name: str, content: bytes) -> Static:
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith(".js"):
        mimetype = "text/javascript"  # the Windows registry may say otherwise
    return Static(content, gzip.compress(content, 9, mtime=0), mimetype, sha256(content).hexdigest()[:12])


statics = Blueprint("statics", __name__)


@statics.get("/static/<path:name>")
def static(name: str) -> Response:
    """The file, for ever where its address carries its digest, else for minutes."""
    held: Statics = current_app.extensions["policysearch"].statics
    file = held.get(name)
    if file is None:
        abort(404)
    response = Response(mimetype=file.mimetype)
    if takes_gzip(request.headers.get("Accept-Encoding", "")) and len(file.compressed) < len(file.content):
        response.headers["Content-Encoding"] = "gzip"
        response.set_data(file.compressed)
    else:
        response.set_data(file.content)
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOREVER if request.args.get("v") == file.digest else SHORTLY
    response.set_etag(file.digest, weak=True)
    response.make_conditional(request.environ)
    return response
