"""The standing pages: about, help, privacy, accessibility, the API for people. What they say follows the settings."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, render_template

from policysearch import __version__
from policysearch.query import MAX_CHARACTERS, MAX_CLAUSES, MAX_WINDOW, Query
from policysearch.searchlog.log import MAX_LENGTH
from policysearch.web.catalogues import gettext as _
from policysearch.web.site import site
from policysearch.web.view_models.meaning_note import meaning_note
from policysearch.web.view_models.start import year_span

standing_pages = Blueprint("standing_pages", __name__)
EXAMPLES = (
    [("q", "vulnerable groups"), ("lang", "es")],
    [("q", "SBDC"), ("view", "highlights"), ("experience", "CL"), ("year", "2009"), ("year", "2010")],
)


@standing_pages.get("/about")
def about() -> str:
    """Show who runs the site, what is in it, and how lessons are found."""
    searcher = site().searcher
    searches = (
        Query(view="highlights", limit=0, facets=("experience",)),
        Query(limit=0, facets=("year",), all_buckets=True),
    )
    searcher.prepare(searches)
    lessons, workshops = map(searcher.search, searches)
    return render_template(
        "about.html",
        workshops=workshops.total,
        lessons=lessons.total,
        countries=lessons.facet_totals.get("experience", 0),
        span=year_span(workshops),
        version=__version__,
        meaning=meaning_note(site().settings),
    )


@standing_pages.get("/help")
def help_page() -> str:
    """Show how to search."""
    themes = [theme.id for theme in site().searcher.vocabulary.themes]
    theme = "ict" if "ict" in themes else next(iter(themes), "")
    return render_template(
        "help.html", phrase=f'"{_("vulnerable groups")}"', theme=theme, meaning=meaning_note(site().settings)
    )


@standing_pages.get("/privacy")
def privacy() -> str:
    """Show exactly what the site records of a visit."""
    logo_host, own_host = (urlsplit(address).netloc for address in (site().settings.logo, site().settings.public_url))
    return render_template(
        "privacy.html",
        longest=MAX_LENGTH,
        logo_host=logo_host if logo_host != own_host else "",
        meaning=meaning_note(site().settings),
    )


@standing_pages.get("/accessibility")
def accessibility() -> str:
    """Show what makes the site usable for everyone, and its known limitations."""
    return render_template("accessibility.html")


@standing_pages.get("/api")
def api() -> str:
    """Show the API to people; ``openapi.json`` describes it to programs."""
    to = site().addresses
    return render_template(
        "api.html",
        examples=[to.absolute(to.bare("/api/v1/search", params)) for params in EXAMPLES],
        mcp_address=to.absolute(to.bare("/mcp")),
        openapi_address=to.absolute(to.bare("/api/v1/openapi.json")),
        characters=MAX_CHARACTERS,
        clauses=MAX_CLAUSES,
        window=MAX_WINDOW,
    )
