"""The site as a search engine of the reader's browser: OpenSearch 1.1, with suggestions while one writes."""

from __future__ import annotations

import json
import textwrap

from flask import Blueprint, Response, render_template, request

from policysearch.query import MAX_CHARACTERS
from policysearch.web.api.json_results import suggested
from policysearch.web.site import language, site

opensearch = Blueprint("opensearch", __name__)
SHORTEST_NAME = 16  # characters, the most that OpenSearch 1.1 allows for a ShortName
LONGEST_NAME = 48
SUGGESTIONS = 8
TERMS = "{searchTerms}"


@opensearch.get("/opensearch.xml")
def description() -> Response:
    """What a browser needs to offer this site in its own search box."""
    name = site().settings.name(language())
    page = render_template(
        "opensearch.xml",
        short_name=textwrap.shorten(name, SHORTEST_NAME, placeholder="…"),
        long_name=textwrap.shorten(name, LONGEST_NAME, placeholder="…"),
        results=_template("/"),
        feed=_template("/feed.atom"),
        suggestions=_template("/opensearch.json"),
        itself=_full("/opensearch.xml"),
    )
    return Response(page, mimetype="application/opensearchdescription+xml")


@opensearch.get("/opensearch.json")
def suggestions() -> Response:
    """Completions of ``q`` as browsers take them: what was written, the completions, notes, addresses."""
    prefix = request.args.get("q", "")[:MAX_CHARACTERS]
    found = site().searcher.suggest(prefix, language(), SUGGESTIONS)
    to, labels = site().addresses.carrying(_language()), [suggestion.text for suggestion in found]
    addresses = [to.absolute(suggested(suggestion, to)) for suggestion in found]
    answer = [prefix, labels, ["" for _ in labels], addresses]
    return Response(json.dumps(answer, ensure_ascii=False), mimetype="application/x-suggestions+json")


def _language() -> list[tuple[str, str]]:
    return [("lang", language())] if "lang" in request.args else []


def _full(path: str) -> str:
    return site().addresses.absolute(site().addresses.bare(path, _language()))


def _template(path: str) -> str:
    """The address of a search, with a place for the words."""
    address = _full(path)
    return f"{address}{'&' if '?' in address else '?'}q={TERMS}"
