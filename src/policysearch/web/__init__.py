"""The web: pages, API and the embeddable box, over any Searcher.

Each family of addresses is a Blueprint in a file of its own, named in ``BLUEPRINTS``. This room knows no engine and
writes nothing but the search log.
"""

from __future__ import annotations

from flask import Flask

from policysearch.engine import Searcher
from policysearch.settings import LANGUAGES, Settings
from policysearch.web import languages
from policysearch.web.addresses import Addresses, mounted
from policysearch.web.embed import embed
from policysearch.web.layout import lay_out
from policysearch.web.middleware import errors, headers, limiting, noting, sharing
from policysearch.web.middleware.caching import tag
from policysearch.web.middleware.compression import compress
from policysearch.web.middleware.keeping import keep
from policysearch.web.site import Site
from policysearch.web.views import crawlers
from policysearch.web.views.about import about
from policysearch.web.views.api import api
from policysearch.web.views.brief import briefs
from policysearch.web.views.browse import browse
from policysearch.web.views.exports import exports
from policysearch.web.views.files import files
from policysearch.web.views.health import health
from policysearch.web.views.lists import lists
from policysearch.web.views.maps import maps
from policysearch.web.views.openapi import openapi
from policysearch.web.views.opensearch import opensearch
from policysearch.web.views.pages import pages
from policysearch.web.views.statics import Statics, statics
from policysearch.web.views.workshops import workshops

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
    sharing.share(app)
    languages.speak(app)
    limiting.limit(app, settings)
    tag(app, settings)
    errors.explain(app)
    noting.note(app, settings)
    lay_out(app, site)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    answering = headers.secured(app.wsgi_app, settings)
    app.wsgi_app = mounted(answering, site.addresses.prefix)  # type: ignore[method-assign, assignment]
    return app


__all__ = ["LANGUAGES", "create_app"]
