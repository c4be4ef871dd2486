"""The description of the API in OpenAPI 3.1. The fixed part of it is in ``openapi.json``, beside this file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Blueprint, Response

from policysearch import __version__
from policysearch.web.site import language, site

openapi = Blueprint("openapi", __name__)
FILE = Path(__file__).with_name("openapi.json")


@openapi.get("/api/v1/openapi.json")
def openapi_json() -> Response:
    """Send the description, with this site's name and address."""
    return Response(json.dumps(description(), ensure_ascii=False), mimetype="application/json")


def description() -> dict[str, Any]:
    """Return the description. Its server is the address of the setting ``public_url``, else the requested one."""
    document: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    settings = site().settings
    document["info"] |= {"title": settings.name(language()), "version": __version__}
    if settings.contact:
        kind = "url" if settings.contact.startswith(("https://", "http://")) else "email"
        document["info"]["contact"] = {kind: settings.contact}
    document["servers"] = [{"url": settings.public_url or "/"}]
    return document
