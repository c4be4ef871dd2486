"""The files attached to workshops: only those that a workshop lists; PDF in the browser, others as downloads."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, abort, send_file
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

from policysearch.web.http import security_headers
from policysearch.web.site import site

attachments = Blueprint("attachments", __name__)
_PDF = "application/pdf"
_OCTETS = "application/octet-stream"


@attachments.get("/workshops/<slug>/files/<name>")
def attachment(slug: str, name: str) -> Response:
    """Send an attachment as it was attached. Range requests get a part of it."""
    document = site().searcher.get(slug)
    if document is None or document.kind != "workshop":
        abort(404)
    if not any(file.file == name for file in document.workshop.attachments):
        abort(404)
    path = safe_join(str(site().settings.materials.resolve()), document.id, name)
    if path is None or not Path(path).is_file():
        abort(404)
    is_pdf = name.lower().endswith(".pdf")
    response = send_file(
        path, _PDF if is_pdf else _OCTETS, as_attachment=not is_pdf, download_name=name, conditional=True, etag=True
    )
    if is_pdf:  # the viewers of browsers put styles and an object into the page they make
        response.headers["Content-Security-Policy"] = security_headers.policy(
            site().settings, script_src="'none'", style_src="'unsafe-inline'", object_src="'self'"
        )
    return response
