"""``/embed/setup``: a webmaster selects options, sees the box, and copies the lines to paste."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request

from policysearch.query import Query
from policysearch.settings import LANGUAGES
from policysearch.web.catalogues import gettext as _
from policysearch.web.embed import policies
from policysearch.web.embed.options import MODES, SCHEMES, Options, read_options
from policysearch.web.embed.snippets import HEIGHTS, LISTENER, Snippets
from policysearch.web.http import security_headers
from policysearch.web.site import addresses, label, language, site
from policysearch.web.view_models.facets import ORDER, titles

FILTERS = tuple(facet for facet in ORDER if facet != "language")
SYSTEMS = ("wordpress", "drupal", "sharepoint", "other", "html")
ACCENT = "#12435c"  # the element's own


@dataclass(frozen=True, slots=True)
class PasteOption:
    """Lines to paste, with a title and the place where they go."""

    id: str
    title: str
    place: str
    code: str


def page() -> Response:
    """Return the page."""
    system = request.args.get("system", "")
    system = system if system in SYSTEMS else SYSTEMS[0]
    options = _options()
    is_form = request.args.get("page", "form" if system == "sharepoint" else "plain") == "form"
    name = site().settings.name(options.get("lang"))
    snippets = Snippets(options, site().addresses, site().statics, name, is_form=is_form)
    html = render_template(
        "setup.html",
        system=system,
        systems={"wordpress": "WordPress", "drupal": "Drupal", "sharepoint": "SharePoint"}
        | {"other": _("Another system"), "html": _("My own HTML")},
        pages={"plain": _("No"), "form": _("Yes")},
        page="form" if is_form else "plain",
        modes=dict(zip(MODES, (_("A search box"), _("Results in place"), _("A live list")), strict=True)),
        schemes={"": _("As on the page around it")}
        | dict(zip(SCHEMES, (_("Light"), _("Dark"), _("As the reader prefers")), strict=True)),
        options=options,
        accent=options.get("accent") or ACCENT,
        filters=_filters(),
        editor=[*_for_editors(system, snippets)],
        administrator=[*_for_administrators(system, snippets, is_form=is_form)],
        frame=addresses().bare("/embed", options.pairs),
        frame_height=HEIGHTS[options.get("mode") or "box"],
        policies=policies.element(snippets.base),
        frame_policy=policies.frame(snippets.base),
        has_public_url=bool(site().settings.public_url),
    )
    response = Response(html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = security_headers.policy(site().settings, frame_src="'self'")
    return response


def _options() -> Options:
    """Return the options of the form. The language of the box may differ from that of this page."""
    box_language = request.args.get("boxlang", "")
    options = read_options(request.args, box_language if box_language in LANGUAGES else language())
    return options.without("accent") if options.get("accent") == ACCENT else options


def _filters() -> list[dict[str, Any]]:
    results = site().searcher.search(Query(limit=1, language=language(), view="highlights"))
    return [
        {"name": facet, "title": titles()[facet], "values": [(b.value, label(facet, b.value)) for b in buckets]}
        for facet in FILTERS
        if (buckets := sorted(results.facets.get(facet, ()), key=lambda bucket: label(facet, bucket.value)))
    ]


def _for_editors(system: str, snippets: Snippets) -> list[PasteOption]:
    frames = {
        "wordpress": _("In a Custom HTML block."),
        "drupal": _("In a text field whose format allows iframe, such as Full HTML."),
        "sharepoint": _("In the Embed web part. A site owner first allows this site under HTML Field Security."),
    }
    feeds = {
        "wordpress": _("In an RSS block: the newest lessons as a list."),
        "drupal": _("As a feed of the Aggregator module."),
        "sharepoint": _("In a Power Automate flow, “When a feed item is published”."),
    }
    options = [
        PasteOption("frame", _("A frame"), frames.get(system, _("Wherever the page accepts HTML.")), snippets.frame()),
        PasteOption("feed", _("A feed"), feeds.get(system, _("Wherever your system accepts a feed.")), snippets.feed()),
        PasteOption("link", _("A link"), _("Works everywhere, in e-mail too."), snippets.address()),
    ]
    if system != "wordpress":
        return options
    place = _("Paste it on a line of its own: the Embed block turns it into the box.")
    return [PasteOption("link", _("The address alone"), place, snippets.address()), *options[:2]]


def _for_administrators(system: str, snippets: Snippets, *, is_form: bool) -> list[PasteOption]:
    places = {
        "wordpress": _("In a Custom HTML block, by an account that may post unfiltered HTML, or in the theme."),
        "drupal": _("In a block whose format allows script, or in a template of the theme."),
        "sharepoint": _(
            "Its pages do not accept scripts: a developer wraps these lines in a web part. Otherwise use the frame."
        ),
    }
    return [
        PasteOption(
            "element", _("The element"), places.get(system, _("Where the box should appear.")), snippets.element()
        ),
        PasteOption(
            "pinned",
            _("A fixed version"),
            _("Instead of the script above: this file never changes, and its hash proves it."),
            snippets.pinned(),
        ),
        PasteOption(
            "form",
            _("A plain link") if is_form else _("A plain form"),
            _("Without any script; inside the element, as above, or alone."),
            snippets.plain(),
        ),
        PasteOption(
            "listener",
            _("A frame that adjusts its height"),
            _("The frame reports its height; these lines adjust it."),
            LISTENER,
        ),
    ]
