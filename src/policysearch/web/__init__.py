"""The web: pages, the JSON API and the embeddable search box, over any Searcher.

Each family of addresses is a Blueprint in a file of its own, listed in ``BLUEPRINTS``. This room imports no engine and
writes nothing but the search log and the database of alerts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from policysearch.search.results import Searcher
from policysearch.settings import LANGUAGES, Settings
from policysearch.web.addresses import Addresses, with_prefix
from policysearch.web.alerts import alert_pages, install_alerts
from policysearch.web.api.match import match_api
from policysearch.web.api.mcp_endpoint import mcp
from policysearch.web.api.openapi import openapi
from policysearch.web.api.routes import api
from policysearch.web.downloads.exports import exports
from policysearch.web.embed import embed
from policysearch.web.http.compression import install_compression
from policysearch.web.http.cors import install_cors
from policysearch.web.http.error_responses import install_error_pages
from policysearch.web.http.etags import install_etags
from policysearch.web.http.hosts import install_host_rules
from policysearch.web.http.kept_choice import install_kept_choice
from policysearch.web.http.markdown_pages import install_markdown_pages
from policysearch.web.http.observation import install_observation
from policysearch.web.http.rate_limit import install_rate_limit
from policysearch.web.http.response_cache import install_response_cache
from policysearch.web.http.search_logging import install_search_logging
from policysearch.web.http.security_headers import with_security_headers
from policysearch.web.languages import install_languages
from policysearch.web.layout import install_template_globals
from policysearch.web.pages.attachments import attachments
from policysearch.web.pages.brief import briefs
from policysearch.web.pages.browse import browse
from policysearch.web.pages.browse_index import browse_index
from policysearch.web.pages.citations import citations
from policysearch.web.pages.comparison import comparison
from policysearch.web.pages.crawlers import crawlers, install_crawler_rules
from policysearch.web.pages.evidence_map import evidence_map
from policysearch.web.pages.facet_values import facet_values
from policysearch.web.pages.for_my_text import for_my_text
from policysearch.web.pages.health import health
from policysearch.web.pages.llms_txt import llms_txt
from policysearch.web.pages.opensearch_description import opensearch_description
from policysearch.web.pages.print_results import print_results
from policysearch.web.pages.search import search
from policysearch.web.pages.standing_pages import standing_pages
from policysearch.web.pages.static_files import Statics, statics
from policysearch.web.pages.workshops import workshops
from policysearch.web.posted_draft import InMemoryRequest
from policysearch.web.site import Site

BLUEPRINTS = (
    search,
    print_results,
    workshops,
    citations,
    attachments,
    browse,
    browse_index,
    evidence_map,
    comparison,
    facet_values,
    briefs,
    for_my_text,
    exports,
    alert_pages,
    embed,
    standing_pages,
    api,
    mcp,
    match_api,
    openapi,
    opensearch_description,
    crawlers,
    llms_txt,
    statics,
    health,
)


class SynchronousFlask(Flask):
    """Flask without asynchronous functions: it would look for them among fifteen with each request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``func`` as it is."""
        return func


def create_app(searcher: Searcher, settings: Settings) -> Flask:
    """Return the application that serves ``searcher``.

    It may run in many threads and processes at once, and it never reads the Host header. Raise SettingsError where
    the settings of alerts are not complete.
    """
    app = SynchronousFlask(__name__, static_folder=None)
    app.request_class = InMemoryRequest
    app.json.sort_keys = False  # type: ignore[attr-defined]
    site = Site(searcher, settings, Addresses(settings.public_url), Statics())
    app.extensions["policysearch"] = site
    install_observation(app, settings)
    install_response_cache(app, settings)  # Flask runs the last after_request first: ETag, compression, then the cache
    install_compression(app)
    install_crawler_rules(app)
    install_cors(app)
    install_languages(app)
    install_kept_choice(app)
    install_host_rules(app)
    install_rate_limit(app, settings)
    install_etags(app, settings)
    install_markdown_pages(app)
    install_error_pages(app)
    install_search_logging(app, settings)
    install_template_globals(app, site)
    install_alerts(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    secured = with_security_headers(app.wsgi_app, settings)
    app.wsgi_app = with_prefix(secured, site.addresses.prefix)  # type: ignore[method-assign, assignment]
    return app


__all__ = ["LANGUAGES", "create_app"]
