"""oEmbed 1.0, so that a content system turns a pasted link to this site into the box (https://oembed.com)."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Response, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from policysearch.settings import LANGUAGES
from policysearch.web import search_params
from policysearch.web.addresses import split_address
from policysearch.web.embed.options import Options, read_options
from policysearch.web.http.error_responses import problem
from policysearch.web.site import language, site

HEIGHTS = {"box": 200, "list": 420, "results": 640}  # WordPress shows nothing lower than 200
WIDTH = 600
DAY = 86_400
_BROWSE_PATH = re.compile(r"/(?P<folder>themes|countries|years)/(?P<value>[\w-]+)")
_FACETS = {"themes": "theme", "countries": "experience", "years": "year"}


def response() -> Response:
    """Return what a system shows in place of ``url``.

    The start page becomes the box; results, the box with results in place; a theme, a country or a year, a live list;
    a workshop or a lesson, a link by its title.
    """
    if request.args.get("format", "json") != "json":
        return problem(501, "This oEmbed is served as JSON.", parameter="format")
    record = _record(request.args.get("url", ""))
    if record is None:
        return problem(404, "No page of this site has that address.", parameter="url")
    return Response(json.dumps(record, ensure_ascii=False), mimetype="application/json")


def _record(url: str) -> dict[str, Any] | None:
    path = _path(url)
    if path is None:
        return None
    common = {
        "version": "1.0",
        "provider_name": site().settings.name(language()),
        "provider_url": site().addresses.absolute(site().addresses.bare("/")),
        "cache_age": DAY,
    }
    args = MultiDict(parse_qsl(urlsplit(url).query))
    if path in ("/", "/embed"):
        return common | _rich(args, path)
    if match := _BROWSE_PATH.fullmatch(path):
        facet = _FACETS[match["folder"]]
        args = MultiDict([("mode", "list"), ("view", "highlights"), (facet, match["value"]), *args.items()])
        return common | _rich(args, path)
    document = site().searcher.get(path.removeprefix("/workshops/")) if path.startswith("/workshops/") else None
    return common | {"type": "link", "title": document.workshop.text(language()).title} if document else None


def _path(url: str) -> str | None:
    """Return the path within this site; None for another site's address, or where the site does not know its own."""
    addresses, parts = site().addresses, split_address(url)
    if parts is None:
        return None
    origin = f"{parts.scheme}://{parts.netloc}"
    if not addresses.origin or origin != addresses.origin or not f"{parts.path}/".startswith(f"{addresses.prefix}/"):
        return None
    return parts.path.removeprefix(addresses.prefix) or "/"


def _rich(args: MultiDict[str, str], path: str) -> dict[str, Any]:
    box_language = args.get("lang", "") if args.get("lang") in LANGUAGES else language()
    options = read_options(args, box_language)
    if path == "/" and search_params.is_search(args):
        pairs = options.without("mode", "limit").pairs
        options = Options((("mode", "results"), *pairs, ("limit", "5")))  # WordPress shows nothing higher than 1000
    title = site().settings.name(box_language)
    address = site().addresses.absolute(site().addresses.bare("/embed", options.pairs))
    width, height = _size("maxwidth", WIDTH), _size("maxheight", HEIGHTS[options.get("mode") or "box"])
    frame = Markup(
        '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0" loading="lazy"></iframe>'
    ).format(address, title, width, height)
    return {"type": "rich", "title": title, "html": str(frame), "width": width, "height": height}


def _size(name: str, default: int) -> int:
    """Return ``default`` pixels, or fewer where the parameter ``name`` says so."""
    limit = request.args.get(name, "")
    return min(int(limit), default) if limit.isdecimal() and 0 < len(limit) < 6 and int(limit) else default
