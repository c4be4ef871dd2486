"""Stylesheets, scripts and pictures: read and compressed once at start, at addresses that change with their content.

All of ``static/css/`` is served as ``site.css`` and all of ``static/js/`` as ``site.js``, in the order of their names:
small files to read, one request each, without the comments. ``static/box/`` holds every released version of the box
for other sites; each stays as it is, at its own address for ever, and ``policysearch-box.js`` is the newest of them.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256, sha384
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request

from policysearch.web.http.compression import accepts_gzip

FOLDER = Path(__file__).parents[1] / "static"
BUNDLES = {"css": "site.css", "js": "site.js"}
COMMENTS = {  # by folder; of scripts, whole lines alone
    "css": re.compile(rb"/\*.*?\*/\n?", re.DOTALL),
    "js": re.compile(rb"^[ \t]*//.*\n", re.MULTILINE),
}
FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=300"
BOX = "policysearch-box.js"
RELEASE = re.compile(r"policysearch-box-(\d+)\.(\d+)\.(\d+)\.js")


@dataclass(frozen=True, slots=True)
class Static:
    """One file as it is served, with the ``digest`` of its content."""

    content: bytes
    compressed: bytes
    mimetype: str
    digest: str

    @property
    def integrity(self) -> str:
        """Return the ``integrity`` attribute with which a page loads this content and no other."""
        return f"sha384-{b64encode(sha384(self.content).digest()).decode()}"


class Statics:
    """The files of a folder by the names they are served under ("site.css", "policysearch-box.js")."""

    def __init__(self, folder: Path = FOLDER) -> None:
        contents: dict[str, bytes] = {}
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder)
            served_name = name.name if name.parts[0] == "box" else BUNDLES.get(name.parts[0], name.as_posix())
            content = path.read_bytes()
            if comments := COMMENTS.get(name.parts[0]):
                content = comments.sub(b"", content)
            contents[served_name] = contents.get(served_name, b"") + content
        self._files = {name: _static(name, content) for name, content in contents.items()}
        self.releases = sorted(filter(RELEASE.fullmatch, contents), key=_version)
        if self.releases:
            self._files[BOX] = self._files[self.releases[-1]]

    def get(self, name: str) -> Static | None:
        """Return the file of a name, or None."""
        return self._files.get(name)

    def digest(self, name: str) -> str:
        """Return the digest to put behind ``?v=``, so that a browser may keep the file for ever."""
        return self._files[name].digest


def _version(name: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", name)]


@cache  # several apps in one process, as in tests, share what is compressed
def _static(name: str, content: bytes) -> Static:
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith(".js"):
        mimetype = "text/javascript"  # the Windows registry may say otherwise
    return Static(content, gzip.compress(content, 9, mtime=0), mimetype, sha256(content).hexdigest()[:12])


statics = Blueprint("statics", __name__)


@statics.get("/static/<path:name>")
def static(name: str) -> Response:
    """Send a file, to be kept for ever where its address has its digest or release, else for minutes."""
    files: Statics = current_app.extensions["policysearch"].statics
    file = files.get(name)
    if file is None:
        abort(404)
    response = Response(mimetype=file.mimetype)
    if accepts_gzip(request.headers.get("Accept-Encoding", "")) and len(file.compressed) < len(file.content):
        response.headers["Content-Encoding"] = "gzip"
        response.set_data(file.compressed)
    else:
        response.set_data(file.content)
    response.headers["Vary"] = "Accept-Encoding"
    is_immutable = request.args.get("v") == file.digest or name in files.releases
    response.headers["Cache-Control"] = FOREVER if is_immutable else SHORTLY
    response.set_etag(file.digest, weak=True)
    response.make_conditional(request.environ)
    return response
