"""The web: pages, API and the embeddable box, over any Searcher.

Each family of addresses is a Blueprint in a file of its own, named in ``BLUEPRINTS``. This room knows no engine and
writes nothing but the search log.
"""

from __future__ import annotations

from flask import Flask

from policysearch.search.results import Searcher
from policysearch.settings import LANGUAGES, Settings
from policysearch.web import languages
from policysearch.web.addresses import Addresses, mounted
from policysearch.web.api.openapi import openapi
from policysearch.web.api.routes import api
from policysearch.web.downloads.exports import exports
from policysearch.web.embed import embed
from policysearch.web.http import cors, error_responses, rate_limit, search_logging, security_headers
from policysearch.web.http.compression import compress
from policysearch.web.http.etags import tag
from policysearch.web.http.response_cache import keep
from policysearch.web.layout import lay_out
from policysearch.web.pages import crawlers
from policysearch.web.pages.attachments import files
from policysearch.web.pages.brief import briefs
from policysearch.web.pages.browse import browse
from policysearch.web.pages.browse_index import lists
from policysearch.web.pages.evidence_map import maps
from policysearch.web.pages.health import health
from policysearch.web.pages.opensearch_description import opensearch
from policysearch.web.pages.search import pages
from policysearch.web.pages.standing_pages import about
from policysearch.web.pages.static_files import Statics, statics
from policysearch.web.pages.workshops import workshops
from policysearch.web.site import Site

BLUEPRINTS = (
    pages,
    workshops,
    files,
    browse,
    lists,
    maps,
    briefs,
    exports,
    embed,
    about,
    api,
    openapi,
    opensearch,
    crawlers.crawlers,
    statics,
    health,
)


def create_app(searcher: Searcher, settings: Settings) -> Flask:
    """The application. Safe to run in many threads and processes at once; it never asks the Host header anything."""
    app = Flask(__name__, static_folder=None)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    site = Site(searcher, settings, Addresses(settings.public_url), Statics())
    app.extensions["policysearch"] = site
    keep(app, settings)  # after_request runs the last first: an answer is tagged, then compressed, then kept
    compress(app)
    crawlers.shun(app)
    cors.share(app)
    languages.speak(app)
    rate_limit.limit(app, settings)
    tag(app, settings)
    error_responses.explain(app)
    search_logging.note(app, settings)
    lay_out(app, site)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    answering = security_headers.secured(app.wsgi_app, settings)
    app.wsgi_app = mounted(answering, site.addresses.prefix)  # type: ignore[method-assign, assignment]
    return app


__all__ = ["LANGUAGES", "create_app"]
