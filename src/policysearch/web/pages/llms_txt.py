"""``/llms.txt``: what is on this site and where, in Markdown for language models (https://llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Blueprint, Response

from policysearch.query import Query
from policysearch.web.catalogues import gettext as _
from policysearch.web.catalogues import ngettext
from policysearch.web.http.markdown_pages import ENDING, START
from policysearch.web.languages import number
from policysearch.web.markdown_text import escaped
from policysearch.web.pages.browse_index import count_values
from policysearch.web.site import addresses, label, language, language_params, request_vocabulary, site

llms_txt = Blueprint("llms_txt", __name__)
MAX_COUNTRIES = 100
Entry = tuple[str, str, str]  # (name, address, note)


@llms_txt.get("/llms.txt")
def page() -> Response:
    """Send the overview, in the reader's language."""
    lines = [f"# {escaped(site().settings.name(language()))}", "", f"> {_summary()}", "", *_reading()]
    for title, entries in _sections():
        lines += ["", f"## {title}", "", *(_line(*entry) for entry in entries)]
    return Response("\n".join(lines) + "\n", content_type="text/markdown; charset=utf-8")


def _summary() -> str:
    lessons = site().searcher.search(Query(view="highlights", limit=0, language=language(), facets=())).total
    count = ngettext("%(count)s lesson", "%(count)s lessons", lessons, count=number(lessons))
    description = _("Lessons learned in policy workshops: search what other countries tried, compare, and download it.")
    return f"{description} ({count})"


def _reading() -> Iterator[str]:
    ending = f"`{ENDING}`"
    yield _("Every page is there as Markdown too: its address with %(ending)s at the end of its path.", ending=ending)
    yield _("Cite each lesson by the address of its own page.")


def _sections() -> Iterator[tuple[str, Iterable[Entry]]]:
    search = _markdown(START, ("q", "WORDS"), ("view", "highlights"))
    yield (
        _("Lessons"),
        [
            (_("Search results"), search, _("with the words in place of WORDS")),
            (_("All lessons"), _markdown(START, ("q", ""), ("view", "highlights"), ("sort", "newest")), ""),
            (_("Themes"), _markdown("/themes"), ""),
            (_("Countries"), _markdown("/countries"), ""),
            (_("Years"), _markdown("/years"), ""),
            (_("Map"), _markdown("/map"), _("themes by countries, with their numbers")),
            (_("Countries side by side"), _markdown("/compare"), _("two to four, each as experience=CODE")),
        ],
    )
    yield _("Themes"), _values("theme", "/themes/")
    yield _("Countries"), _values("experience", "/countries/")
    yield _("For software"), _for_programs()
    optional = (("/about", _("About")), ("/help", _("Help")), ("/privacy", _("Privacy")))
    yield "Optional", [(name, _markdown(path), "") for path, name in optional]  # a name that the convention gives


def _values(facet: str, folder: str) -> Iterator[Entry]:
    """Yield the themes in the vocabulary's order, or the countries most discussed, with their number of lessons."""
    counts = count_values("highlights", facet)
    order = {theme.id: place for place, theme in enumerate(request_vocabulary().themes)} if facet == "theme" else {}
    values = sorted(counts, key=lambda value: (order.get(value, len(order)), -counts[value], value))
    for value in values[: None if facet == "theme" else MAX_COUNTRIES]:
        count = ngettext("%(count)s lesson", "%(count)s lessons", counts[value], count=number(counts[value]))
        yield label(facet, value), _markdown(f"{folder}{value}"), count


def _for_programs() -> Iterator[Entry]:
    to = addresses()
    yield "OpenAPI", to.absolute(to.bare("/api/v1/openapi.json")), _("Search API")
    if site().settings.mcp:
        yield "MCP", to.absolute(to.bare("/mcp")), _("For assistants")
    yield "Sitemap", to.absolute(to.bare("/sitemap.xml")), ""
    yield "Atom", to.absolute(to.bare("/feed.atom", language_params())), _("what was added or changed last")


def _markdown(path: str, *params: tuple[str, str]) -> str:
    return addresses().absolute(addresses().bare(path + ENDING, [*params, *language_params()]))


def _line(name: str, address: str, note: str) -> str:
    return f"- [{escaped(name)}]({address})" + (f": {note}" if note else "")
