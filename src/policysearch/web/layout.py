"""What every template may use: the site's names, the language, addresses, dates and numbers, marked text."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel.numbers import format_decimal
from babel.units import format_unit
from flask import Flask, g, request
from markupsafe import Markup, escape

from policysearch.exporters import citation as written
from policysearch.model.workshop import Workshop
from policysearch.web.http import search_logging
from policysearch.web.languages import NAMES, wording
from policysearch.web.site import Site, addresses, label, labels, language, site
from policysearch.web.view_models.brief_selection import unseen
from policysearch.web.view_models.notices import notice_text
from policysearch.web.view_models.reasons import regional, why

LINKED = (
    "site.css",
    "site.js",
    "icon.svg",
    "policysearch-box.js",
    "frame.css",
    "frame.js",
    "setup.css",
    "setup.js",
)


def lay_out(app: Flask, held: Site) -> None:
    """Give ``app``'s templates their words."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    filters = (marked, day, days, number, size, part, place, cite, contact, notice_text, why, regional)
    app.jinja_env.filters.update({told.__name__: told for told in filters})
    app.jinja_env.globals.update(
        LANGUAGES=NAMES, site=held, static=_static(held), elsewhere=elsewhere, here=here, unseen=unseen
    )
    app.context_processor(_spoken)


def _spoken() -> dict[str, Any]:
    speaking, held, to = language(), site(), addresses()
    words = wording(speaking)
    own = bool(g.get("chosen"))
    return {
        "_": words.gettext,
        "ngettext": words.ngettext,
        "label": labels(),
        "once": held.fragments.speaking(held.searcher.vocabulary, speaking, to.carried, own=own),
        "language": speaking,
        "to": to,
        "chosen": g.get("chosen", ()),
        "brief_title": g.get("title", ""),
        "site_name": held.settings.name(speaking),
    }


def _static(held: Site) -> Any:
    def address(name: str) -> str:
        return held.addresses.bare(f"/static/{name}", [("v", held.statics.digest(name))])

    return {name: address(name) for name in LINKED}.__getitem__


def elsewhere() -> list[tuple[str, str]]:
    """(language, address) of this page in each language."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != search_logging.BEFORE]
    return [*addresses().languages(request.path, asked)]


def here() -> str:
    """The one full address of this page, in the language asked for by its address."""
    held = site().addresses
    return held.absolute(held.bare(request.path, [("lang", language())] if "lang" in request.args else []))


def marked(text: str, marks: tuple[tuple[int, int], ...]) -> Markup:
    """``text`` escaped, each stretch of ``marks`` in a ``<mark>``."""
    parts, last = [], 0
    for start, end in marks:
        parts += [escape(text[last:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        last = end
    return Markup("").join([*parts, escape(text[last:])])


def day(when: date) -> str:
    """A date in the reader's language."""
    return written.long_date(when, language())


def days(start: date, end: date) -> str:
    """From one date to another in the reader's language, what they share said once."""
    return written.date_range(start, end, language())


def number(value: int) -> str:
    """A number in the reader's language."""
    return str(value) if -1000 < value < 1000 else format_decimal(value, locale=language())


def size(count: int) -> str:
    """A file's size in the reader's language."""
    unit, divisor = ("megabyte", 1_000_000) if count >= 1_000_000 else ("kilobyte", 1_000)
    value = max(round(count / divisor, 1 if divisor > 1_000 else 0), 1 if divisor == 1_000 else 0)
    return format_unit(value, f"digital-{unit}", "short", locale=language())


def part(document_id: str) -> str:
    """How a lesson is called within its workshop: "2" for "…/h2"."""
    name = document_id.rpartition("/")[2]
    return name.removeprefix("h") if name[1:].isdigit() else name


def place(workshop: Workshop) -> str:
    """Where a workshop was, in the reader's language."""
    return written.place(workshop, country(workshop))


def cite(workshop: Workshop, spoken: str, document_id: str = "") -> str:
    """The citation of a workshop or one of its lessons, as a reader pastes it; without an id, without an address."""
    where = written.place_and_dates(workshop, language(), country(workshop))
    held = site()
    known = document_id and held.settings.public_url
    address = held.addresses.absolute(held.addresses.document(document_id)) if known else ""
    return written.citation(workshop, spoken, where, held.settings.institution, address)


def country(workshop: Workshop) -> str:
    return label("country", workshop.country) if workshop.country else ""


def contact(written: str) -> str:
    """A contact as an address to follow: a web address as it is, a mail address as mailto."""
    return written if written.startswith(("https://", "http://")) else f"mailto:{written}"
