"""The site as a search engine of the reader's browser: OpenSearch 1.1, with suggestions while the reader types."""

from __future__ import annotations

import json
import textwrap

from flask import Blueprint, Response, render_template, request

from policysearch.query import MAX_CHARACTERS
from policysearch.web.api.json_results import suggestion_address
from policysearch.web.site import language, language_params, site

opensearch_description = Blueprint("opensearch_description", __name__)
MAX_SHORT_NAME = 16  # characters, as OpenSearch 1.1 allows
MAX_LONG_NAME = 48
MAX_SUGGESTIONS = 8
TERMS = "{searchTerms}"


@opensearch_description.get("/opensearch.xml")
def description() -> Response:
    """Send the description with which a browser offers this site in its own search box."""
    name = site().settings.name(language())
    page = render_template(
        "opensearch.xml",
        short_name=textwrap.shorten(name, MAX_SHORT_NAME, placeholder="…"),
        long_name=textwrap.shorten(name, MAX_LONG_NAME, placeholder="…"),
        results=_template("/"),
        feed=_template("/feed.atom"),
        suggestions=_template("/opensearch.json"),
        own_address=_full("/opensearch.xml"),
    )
    return Response(page, mimetype="application/opensearchdescription+xml")


@opensearch_description.get("/opensearch.json")
def suggestions() -> Response:
    """Send completions of ``q`` as browsers take them: [prefix, completions, descriptions, addresses]."""
    prefix = request.args.get("q", "")[:MAX_CHARACTERS]
    suggestions = site().searcher.suggest(prefix, language(), MAX_SUGGESTIONS)
    to, texts = site().addresses.carrying(language_params()), [suggestion.text for suggestion in suggestions]
    addresses = [to.absolute(suggestion_address(suggestion, to)) for suggestion in suggestions]
    body = [prefix, texts, ["" for _ in texts], addresses]
    return Response(json.dumps(body, ensure_ascii=False), mimetype="application/x-suggestions+json")


def _full(path: str) -> str:
    return site().addresses.absolute(site().addresses.bare(path, language_params()))


def _template(path: str) -> str:
    """Return the address template of a search, with a place for the words."""
    address = _full(path)
    return f"{address}{'&' if '?' in address else '?'}q={TERMS}"
