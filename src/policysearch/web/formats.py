"""Dates, sizes, places, citations and marked text as pages show them, in the reader's language."""

from __future__ import annotations

import re
from datetime import date

from babel.units import format_unit
from markupsafe import Markup, escape

from policysearch.exporters import citation
from policysearch.materials import lesson_names
from policysearch.model.workshop import Highlight, Workshop
from policysearch.text.bare_addresses import BARE_ADDRESS, address_link, trimmed_address
from policysearch.web.site import label, language, site

_SPECIAL = re.compile(r"[&<>'\"]")  # what escaping changes; most texts have none, and a page marks dozens of them


def with_marks(text: str, marks: tuple[tuple[int, int], ...]) -> Markup:
    """Return ``text`` escaped, with ``<mark>`` around each [start, end) of ``marks``."""
    escaped = escape if _SPECIAL.search(text) else str
    parts, last = [], 0
    for start, end in marks:
        parts += [escaped(text[last:start]), "<mark>", escaped(text[start:end]), "</mark>"]
        last = end
    return Markup("".join([*parts, escaped(text[last:])]))


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


def lesson_name(highlight: Highlight, length: int = lesson_names.MAX_NAME) -> str:
    """Return what a lesson is called: its headline, else its first words, at most ``length`` characters of them."""
    return lesson_names.name(highlight, length)


def lesson_of(workshop: Workshop, document_id: str, text_language: str) -> Highlight | None:
    """Return the lesson of ``workshop`` with this id in ``text_language``; None for what is no lesson of it."""
    return workshop.text(text_language).highlight(document_id.rpartition("/")[2])


def headline(highlight: Highlight | None) -> str:
    """Return the headline of a lesson, empty where it has none."""
    return lesson_names.headline(highlight) if highlight else ""


def with_headline(text: str, headline: str, marks: tuple[tuple[int, int], ...] = ()) -> Markup:
    """Return the words of a lesson with its marks, the ``headline`` that it begins with (or "") in bold."""
    length = len(headline)
    if not length or not text.startswith(headline):
        return with_marks(text, marks)
    cut = length + (text[length : length + 1] in (".", ":"))
    first = tuple((start, min(end, cut)) for start, end in marks if start < cut)
    rest = tuple((max(start, cut) - cut, end - cut) for start, end in marks if end > cut)
    return Markup("<strong>{}</strong>{}").format(with_marks(text[:cut], first), with_marks(text[cut:], rest))


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
    highlight = lesson_of(workshop, document_id, text_language)
    lesson = lesson_names.name(highlight) if highlight else ""
    return citation.citation(workshop, text_language, where, settings.institution, address, lesson)


def cite_without_title(workshop: Workshop, text_language: str) -> str:
    """Return a citation with "{title}" for the title, which stands beside it and need not be sent twice."""
    return cite(workshop, text_language).replace(workshop.text(text_language).title, "{title}", 1)


def contact_link(contact: str) -> str:
    """Return the link to a contact: a web address as it is, a mail address as ``mailto:``."""
    return contact if contact.startswith(("https://", "http://")) else f"mailto:{contact}"
