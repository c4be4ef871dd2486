"""The files attached to workshops: only those a workshop lists, PDF shown in the browser, anything else downloaded."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, abort, send_file
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

from policysearch.web.http import security_headers
from policysearch.web.site import site

files = Blueprint("files", __name__)
_PDF = "application/pdf"
_OTHER = "application/octet-stream"


@files.get("/workshops/<slug>/files/<name>")
def file(slug: str, name: str) -> Response:
    """An attachment as it was attached. A part of it may be asked for (Range)."""
    document = site().searcher.get(slug)
    if document is None or document.kind != "workshop":
        abort(404)
    if not any(attachment.file == name for attachment in document.workshop.attachments):
        abort(404)
    joined = safe_join(str(site().settings.materials.resolve()), document.id, name)
    if joined is None or not Path(joined).is_file():
        abort(404)
    is_pdf = name.lower().endswith(".pdf")
    response = send_file(
        joined, _PDF if is_pdf else _OTHER, as_attachment=not is_pdf, download_name=name, conditional=True, etag=True
    )
    if is_pdf:  # browsers' own viewers put styles and an object into the page they make
        response.headers["Content-Security-Policy"] = security_headers.policy(
            site().settings, script_src="'none'", style_src="'unsafe-inline'", object_src="'self'"
        )
    return response
