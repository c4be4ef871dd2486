"""The pages of a workshop, of a lesson, and of a page of an attachment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, redirect, render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from policysearch import materials
from policysearch.exporters import FORMATS
from policysearch.materials import lesson_names
from policysearch.method_cache import cached_for_short_texts
from policysearch.model.document import Document
from policysearch.model.workshop import Highlight, Workshop
from policysearch.query import And, Phrase, Query, Sort, YearRange
from policysearch.web.existing_documents import existing_document
from policysearch.web.formats import country, with_words
from policysearch.web.layout import canonical_address
from policysearch.web.site import addresses, label, language, language_params, site
from policysearch.web.view_models import citation_meta
from policysearch.web.view_models.brief_selection import selection_params
from policysearch.web.view_models.related import related
from policysearch.web.view_models.trail import trail

workshops = Blueprint("workshops", __name__)
MAX_DESCRIPTION, MAX_HEADING = 200, 80  # characters
MAX_LESSON, MAX_RENDERED = 1_000, 20_000  # characters of texts whose HTML stays known: of many, and of few


@workshops.get("/workshops/<slug>")
def workshop(slug: str) -> str | Response:
    """Show one workshop; redirect from a former slug."""
    document = _document(slug, "workshop")
    if isinstance(document, Response):
        return document
    workshop = document.workshop
    text = workshop.text(language())
    context = _context(document, _description(workshop), text.title)
    words = context["marked_words"]
    return render_template(
        "workshop.html",
        **context,
        event=_event(workshop),
        body=with_words(Markup(render_markdown(text.body)), words),
        lessons=[(highlight, with_words(html, words), countries) for highlight, html, countries in _lessons(document)],
        boxes={f"{workshop.slug}/{highlight.id}" for highlight in text.highlights},
        earlier=_neighbour_in_series(workshop, "newest"),
        later=_neighbour_in_series(workshop, "oldest"),
    )


@workshops.get("/workshops/<slug>/<part>")
def lesson(slug: str, part: str) -> str | Response:
    """Show one lesson, to be linked, cited and shared by itself."""
    document = _document(f"{slug}/{part}", "highlight")
    if isinstance(document, Response):
        return document
    highlight = document.highlight(language())
    if highlight is None:
        abort(404)
    highlights = document.workshop.text(language()).highlights
    at = highlights.index(highlight)
    context = _context(document, highlight.text, lesson_names.name(highlight))
    return render_template(
        "lesson.html",
        **context,
        quotation=_quotation(document, highlight),
        words=with_words(Markup(render_markdown(highlight.markdown)), context["marked_words"]),
        boxes={document.id},
        name=lesson_names.name(highlight, MAX_HEADING),
        previous_lesson=highlights[at - 1] if at else None,
        next_lesson=highlights[at + 1] if at + 1 < len(highlights) else None,
    )


@workshops.get("/workshops/<slug>/files/<name>/<int:page>")
def passage(slug: str, name: str, page: int) -> str | Response:
    """Show a page, slide or section of an attachment as plain text."""
    document = _document(f"{slug}/files/{name}/{page}", "passage")
    if isinstance(document, Response):
        return document
    passage = document.passage
    if passage is None:
        abort(404)
    attachment = next((file for file in document.workshop.attachments if file.file == name), None)
    return render_template(
        "passage.html",
        **_context(document, passage.text, passage.title),
        passage=passage,
        attachment=attachment,
        last=attachment.passages if attachment else page,
    )


def _document(document_id: str, kind: str) -> Document | Response:
    """Return the document, or the redirect to its present id."""
    document = existing_document(document_id, kind)
    if document.id != document_id:
        return redirect(addresses().document(document.id), 301)
    return document


def _context(document: Document, description: str, title: str) -> dict[str, Any]:
    """Return the variables that all three pages share."""
    workshop, settings = document.workshop, site().settings
    opened_from = trail(document)
    return {
        "trail": opened_from,
        "marked_words": opened_from.words if opened_from else (),
        "document": document,
        "workshop": workshop,
        "text": workshop.text(language()),
        "description": _shortened(description),
        "canonical": canonical_address(),
        "zotero": citation_meta.zotero(workshop, language(), title, country(workshop), settings.institution),
        "related": related(document),
        "files": citation_files(document),
        "experience": _experience(document),
    }


def _description(workshop: Workshop) -> str:
    """Return the beginning of a workshop's text, or of its lessons where it has no text."""
    text = workshop.text(language())
    return _shortened(text.plain or " ".join(highlight.text for highlight in text.highlights))


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_DESCRIPTION else text[: MAX_DESCRIPTION - 1].rsplit(" ", 1)[0] + "…"


def _event(workshop: Workshop) -> dict[str, Any]:
    """Return the workshop as search engines read it."""
    to = site().addresses
    address = to.absolute(to.bare(f"/workshops/{workshop.slug}", language_params()))
    return citation_meta.event(workshop, language(), country(workshop), _description(workshop), address)


def _quotation(document: Document, highlight: Highlight) -> dict[str, Any]:
    """Return the lesson as search engines read it, a part of its workshop."""
    names = {
        facet: [label(facet, value) for value in document.facets.get(facet, ())] for facet in ("theme", "experience")
    }
    text_language = document.workshop.text(language()).language
    event, address = _event(document.workshop), canonical_address()
    return citation_meta.quotation(highlight, text_language, address, event, names)


def citation_files(document: Document) -> dict[str, str]:
    """Return the addresses of the lesson, or of the workshop's lessons, in each format: like a brief of them."""
    slug, text = document.workshop.slug, document.workshop.text(language())
    lessons = [document.id] if document.kind == "highlight" else [f"{slug}/{h.id}" for h in text.highlights]
    params = [*selection_params(lessons, text.title), ("lang", language())]
    return {extension: addresses().bare(f"/export.{extension}", params) for extension in FORMATS} if lessons else {}


def _lessons(document: Document) -> Iterator[tuple[Highlight, Markup, tuple[str, ...]]]:
    """Yield each highlight, its HTML, and the countries that it discusses."""
    highlights = document.workshop.text(language()).highlights
    lessons = site().searcher.get_many([f"{document.id}/{highlight.id}" for highlight in highlights])
    for highlight, lesson in zip(highlights, lessons, strict=True):
        yield highlight, Markup(render_markdown(highlight.markdown)), _experience(lesson)


def _experience(document: Document | None) -> tuple[str, ...]:
    return document.facets.get("experience", ()) if document else ()


def _neighbour_in_series(workshop: Workshop, sort: Sort) -> Workshop | None:
    """Return the next workshop of the same series: a later one ("oldest" first) or an earlier one ("newest" first)."""
    if not workshop.series:
        return None
    year = workshop.start.year
    years = YearRange(year, None) if sort == "oldest" else YearRange(None, year)
    query = Query(clause=And((Phrase(workshop.series), years)), sort=sort, limit=50, language=language())
    candidates = (hit.document.workshop for hit in site().searcher.search(query).hits)

    def follows(candidate: Workshop) -> bool:
        is_later = (candidate.start, candidate.slug) > (workshop.start, workshop.slug)
        return candidate.slug != workshop.slug and is_later == (sort == "oldest")

    in_series = (candidate for candidate in candidates if candidate.series == workshop.series)
    return next(filter(follows, in_series), None)


@cached_for_short_texts(4_096, MAX_LESSON)  # at most some 8 MB; nearly all lessons are short
def render_markdown(markdown: str) -> str:
    """Return the sanitised HTML of a material's Markdown.

    Cached: the page of a workshop renders each of its lessons, and one takes a third of a millisecond or more.
    """
    return _render_long(markdown) if markdown.strip() else ""


@cached_for_short_texts(256, MAX_RENDERED)
def _render_long(markdown: str) -> str:
    return materials.render(markdown)
