"""The site about itself: who runs it, help, privacy, accessibility, the API for people. True by the settings."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, render_template
from flask_babel import gettext as _

from policysearch import __version__
from policysearch.query import MAX_CHARACTERS, MAX_CLAUSES, MAX_WINDOW, Query
from policysearch.searchlog.log import MAX_LENGTH
from policysearch.web.site import site
from policysearch.web.view_models.start import span

about = Blueprint("about", __name__)
EXAMPLES = (
    [("q", "vulnerable groups"), ("lang", "es")],
    [("q", "SBDC"), ("view", "highlights"), ("experience", "CL"), ("year", "2009"), ("year", "2010")],
)


@about.get("/about")
def itself() -> str:
    """Who runs the site, what is in it, and how lessons are found."""
    searcher = site().searcher
    lessons = searcher.search(Query(view="highlights", limit=1))
    return render_template(
        "about.html",
        workshops=searcher.search(Query(limit=1)).total,
        lessons=lessons.total,
        countries=lessons.facet_totals.get("experience", 0),
        span=span(),
        version=__version__,
    )


@about.get("/help")
def searching() -> str:
    """How to search."""
    themes = [theme.id for theme in site().searcher.vocabulary.themes]
    theme = "ict" if "ict" in themes else next(iter(themes), "")
    return render_template("help.html", phrase=f'"{_("vulnerable groups")}"', theme=theme)


@about.get("/privacy")
def privacy() -> str:
    """Exactly what is kept of a visit, and what is not."""
    logo, ours = (urlsplit(address).netloc for address in (site().settings.logo, site().settings.public_url))
    return render_template("privacy.html", longest=MAX_LENGTH, logo_host=logo if logo != ours else "")


@about.get("/accessibility")
def accessibility() -> str:
    """What is done for everyone to use the site, and what falls short."""
    return render_template("accessibility.html")


@about.get("/api")
def api() -> str:
    """The API for people; for programs it is described by ``openapi.json``."""
    to = site().addresses
    return render_template(
        "api.html",
        examples=[to.absolute(to.bare("/api/v1/search", asked)) for asked in EXAMPLES],
        described=to.absolute(to.bare("/api/v1/openapi.json")),
        characters=MAX_CHARACTERS,
        clauses=MAX_CLAUSES,
        window=MAX_WINDOW,
    )
