"""``/embed``: the box as a page of its own for a frame, where a site allows no scripts.

It tells the page around it its height (``{type: "policysearch:height", height}``) and, in a frame of WordPress's,
height and links by WordPress's messages (``static/frame.js``). Without scripts it is the plain form and, in the modes
that show results, their first titles.
"""

from __future__ import annotations

from flask import Response, render_template, request

from policysearch.search.results import Hit
from policysearch.web import search_params
from policysearch.web.embed.options import Options, read
from policysearch.web.http import security_headers
from policysearch.web.site import language, site

SCHEMES = {"": "light", "light": "light", "dark": "dark", "auto": "light dark"}
SHOWN = {"list": 5, "results": 10}


def page() -> Response:
    """The page. It alone may stand in other sites' frames."""
    options = read(request.args, language())
    shown = render_template(
        "frame.html",
        options=options,
        scheme=SCHEMES[options.get("scheme")],
        hits=_hits(options),
        where=options.get("target") or "_top",
    )
    response = Response(shown, mimetype="text/html")
    response.headers["Content-Security-Policy"] = security_headers.policy(site().settings, frame_ancestors="*")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _hits(options: Options) -> tuple[Hit, ...]:
    most = SHOWN.get(options.get("mode"))
    if most is None:
        return ()
    asked = search_params.leniently(request.args)
    single = {"limit": str(most), **asked.single, "offset": "0"}
    query = search_params.Asked(single, asked.facets).query(site().searcher.vocabulary, language())
    return site().searcher.search(query).hits
