"""The API described for programs: OpenAPI 3.1. What is fixed stands in ``openapi.json``, beside this file."""

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
def described() -> Response:
    """The description, with this site's name and address."""
    return Response(json.dumps(description(), ensure_ascii=False), mimetype="application/json")


def description() -> dict[str, Any]:
    """The description as data. Its server is the address of the setting ``public_url``, else the one asked."""
    held: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    settings = site().settings
    held["info"] |= {"title": settings.name(language()), "version": __version__}
    if settings.contact:
        kind = "url" if settings.contact.startswith(("https://", "http://")) else "email"
        held["info"]["contact"] = {kind: settings.contact}
    held["servers"] = [{"url": settings.public_url or "/"}]
    return held
