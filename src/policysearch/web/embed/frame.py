"""``/embed``: the box as a page for a frame, for sites that allow no scripts.

It tells the page around it its height (``{type: "policysearch:height", height}``) and, in a frame of WordPress's,
height and links by WordPress's messages (``static/frame.js``). Without scripts it is the plain form and, in the modes
that show results, their first titles.
"""

from __future__ import annotations

from flask import Response, render_template, request

from policysearch.search.results import Hit
from policysearch.web import search_params
from policysearch.web.embed.options import Options, read_options
from policysearch.web.http import security_headers
from policysearch.web.site import language, request_vocabulary, search, site

SCHEMES = {"": "light", "light": "light", "dark": "dark", "auto": "light dark"}
MAX_HITS = {"list": 5, "results": 10}


def page() -> Response:
    """Return the page. It is the only one that other sites may frame."""
    options = read_options(request.args, language())
    html = render_template(
        "frame.html",
        options=options,
        scheme=SCHEMES[options.get("scheme")],
        hits=_hits(options),
        target=options.get("target") or "_top",
    )
    response = Response(html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = security_headers.policy(site().settings, frame_ancestors="*")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _hits(options: Options) -> tuple[Hit, ...]:
    limit = MAX_HITS.get(options.get("mode"))
    if limit is None:
        return ()
    params = search_params.parse_lenient(request.args)
    single = {"limit": str(limit), **params.single, "offset": "0"}
    query = search_params.SearchParams(single, params.facets).query(request_vocabulary(), language())
    results = search(query)
    return results.hits or results.close
