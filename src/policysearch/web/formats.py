"""Dates, sizes, places, citations and marked text as pages show them, in the reader's language."""

from __future__ import annotations

import re
from datetime import date

from babel.units import format_unit
from markupsafe import Markup, escape

from policysearch.exporters import citation
from policysearch.model.workshop import Workshop
from policysearch.text.bare_addresses import BARE_ADDRESS, address_link, trimmed_address
from policysearch.web.site import label, language, site


def with_marks(text: str, marks: tuple[tuple[int, int], ...]) -> Markup:
    """Return ``text`` escaped, with ``<mark>`` around each [start, end) of ``marks``."""
    parts, last = [], 0
    for start, end in marks:
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return Markup("".join([*parts, escape(text[last:])]))


def with_words(html: Markup, words: tuple[str, ...]) -> Markup:
    """Return HTML of ours with ``<mark>`` around each of ``words``, wherever one stands whole in its text."""
    if not words:
        return html
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(r"\s+".join(re.escape(str(escape(part))) for part in word.split()) for word in longest_first)
    pattern = re.compile(rf"(<[^>]*>)|(?<![\w&#])(?:{either})(?!\w)")
    return Markup(pattern.sub(lambda match: match[0] if match[1] else f"<mark>{match[0]}</mark>", html))


def with_links(text: str) -> Markup:
    """Return plain ``text`` escaped, with links around its bare web and mail addresses."""
    parts, last = [], 0
    for match in BARE_ADDRESS.finditer(text):
        address = trimmed_address(match[0])
        link = Markup('<a href="{}" rel="noopener nofollow">{}</a>').format(address_link(address), address)
        parts += [escape(text[last : match.start()]), link]
        last = match.start() + len(address)
    return Markup("").join([*parts, escape(text[last:])])


def day(when: date) -> str:
    """Return a date in words."""
    return citation.long_date(when, language())


def days(start: date, end: date) -> str:
    """Return a range of dates in words; the month or year that both share is said once."""
    return citation.date_range(start, end, language())


def size(count: int) -> str:
    """Return a file's size of ``count`` bytes in kilobytes or megabytes."""
    unit, divisor = ("megabyte", 1_000_000) if count >= 1_000_000 else ("kilobyte", 1_000)
    value = max(round(count / divisor, 1 if divisor > 1_000 else 0), 1 if divisor == 1_000 else 0)
    return format_unit(value, f"digital-{unit}", "short", locale=language())


def lesson_number(document_id: str) -> str:
    """Return the name of a lesson within its workshop: "2" for "…/h2"."""
    name = document_id.rpartition("/")[2]
    return name.removeprefix("h") if name[1:].isdigit() else name


def place(workshop: Workshop) -> str:
    """Return the city, region and country of a workshop, and whether it was online."""
    return citation.place(workshop, country(workshop), language())


def country(workshop: Workshop) -> str:
    """Return the name of the country that a workshop was held in; empty where it is unknown."""
    return label("country", workshop.country) if workshop.country else ""


def cite(workshop: Workshop, text_language: str, document_id: str = "") -> str:
    """Return the citation of a workshop with its title in ``text_language``, as a reader pastes it.

    With a ``document_id`` of one of its lessons the citation names the lesson. With one, and where the site knows its
    own address, it ends with the document's address.
    """
    where = citation.place_and_dates(workshop, language(), country(workshop))
    settings, to = site().settings, site().addresses
    address = to.absolute(to.document(document_id)) if document_id and settings.public_url else ""
    part = document_id.rpartition("/")[2] if document_id != workshop.slug else ""
    lesson = next((h.text for h in workshop.text(text_language).highlights if h.id == part), "")
    return citation.citation(workshop, text_language, where, settings.institution, address, lesson)


def contact_link(contact: str) -> str:
    """Return the link to a contact: a web address as it is, a mail address as ``mailto:``."""
    return contact if contact.startswith(("https://", "http://")) else f"mailto:{contact}"
