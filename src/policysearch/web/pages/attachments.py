"""The files attached to workshops: only those that a workshop lists; PDF in the browser, others as downloads."""

from __future__ import annotations

import stat
from pathlib import Path

from flask import Blueprint, abort, request, send_file
from werkzeug.wrappers import Response

from policysearch.web.http import security_headers
from policysearch.web.rsgi import SENT_FILE
from policysearch.web.site import site

attachments = Blueprint("attachments", __name__)
_PDF = "application/pdf"
_OCTETS = "application/octet-stream"


@attachments.get("/workshops/<slug>/files/<name>")
def attachment(slug: str, name: str) -> Response:
    """Send an attachment as it was when it was built. Range requests get a part of it."""
    document = site().searcher.get(slug)
    if document is None or document.kind != "workshop":
        abort(404)
    file = next((file for file in document.workshop.attachments if file.file == name), None)
    if file is None or not file.digest:
        abort(404)
    path = site().settings.attachments_folder.resolve() / file.digest
    if not _is_the_copy(path, file.size):
        abort(404)
    request.environ[SENT_FILE] = str(path)  # the server sends it by itself, where it can
    is_pdf = name.lower().endswith(".pdf")
    response = send_file(
        path,
        _PDF if is_pdf else _OCTETS,
        as_attachment=not is_pdf,
        download_name=name,
        conditional=True,
        etag=file.digest,
    )
    if is_pdf:  # the viewers of browsers put styles and an object into the page they make
        response.headers["Content-Security-Policy"] = security_headers.policy(
            site().settings, script_src="'none'", style_src="'unsafe-inline'", object_src="'self'"
        )
    return response


def _is_the_copy(path: Path, size: int) -> bool:
    """Return whether ``path`` is a regular file of that size, and no link that was put in its place."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size == size
