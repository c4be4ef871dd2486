"""A workshop's page, a lesson's, and a page of an attachment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from policysearch import materials
from policysearch.exporters import FORMATS
from policysearch.model.document import Document
from policysearch.model.workshop import Highlight, Workshop
from policysearch.query import And, Phrase, Query, Sort, YearRange
from policysearch.search.results import Hit
from policysearch.web.layout import country, place
from policysearch.web.site import addresses, language, site
from policysearch.web.view_models import brief_selection, citation_meta
from policysearch.web.view_models.related import related

workshops = Blueprint("workshops", __name__)
DESCRIPTION = 200


@workshops.get("/workshops/<slug>")
def workshop(slug: str) -> str | Response:
    """One workshop; a former slug leads to the present one."""
    document = _found(slug, "workshop")
    if isinstance(document, Response):
        return document
    held = document.workshop
    text = held.text(language())
    return render_template(
        "workshop.html",
        **_common(document, text.plain or " ".join(highlight.text for highlight in text.highlights), text.title),
        body=Markup(rendered(text.body)),
        lessons=[*_lessons(document)],
        boxes={f"{held.slug}/{highlight.id}" for highlight in text.highlights},
        before=_in_series(held, "newest"),
        after=_in_series(held, "oldest"),
    )


@workshops.get("/workshops/<slug>/<part>")
def lesson(slug: str, part: str) -> str | Response:
    """One lesson, to be linked, cited and shared by itself."""
    document = _found(f"{slug}/{part}", "highlight")
    if isinstance(document, Response):
        return document
    highlight = document.highlight(language())
    if highlight is None:
        abort(404)
    ids = [one.id for one in document.workshop.text(language()).highlights]
    at = ids.index(highlight.id)
    return render_template(
        "lesson.html",
        **_common(document, highlight.text, highlight.text),
        words=Markup(rendered(highlight.markdown)),
        boxes={document.id},
        number=at + 1,
        count=len(ids),
        before=ids[at - 1] if at else None,
        after=ids[at + 1] if at + 1 < len(ids) else None,
    )


@workshops.get("/workshops/<slug>/files/<name>/<int:page>")
def passage(slug: str, name: str, page: int) -> str | Response:
    """A page, slide or section of an attachment as plain text."""
    document = _found(f"{slug}/files/{name}/{page}", "passage")
    if isinstance(document, Response):
        return document
    held = document.passage
    if held is None:
        abort(404)
    attachment = next((a for a in document.workshop.attachments if a.file == name), None)
    return render_template(
        "passage.html",
        **_common(document, held.text, held.title),
        passage=held,
        attachment=attachment,
        last=attachment.passages if attachment else page,
    )


def _found(document_id: str, kind: str) -> Document | Response:
    document = site().searcher.get(document_id)
    if document is None or document.kind != kind:
        abort(404)
    if document.id != document_id:
        return redirect(addresses().document(document.id), 301)
    return document


def _common(document: Document, description: str, title: str) -> dict[str, Any]:
    held, spoken = document.workshop, document.workshop.text(language())
    short = description if len(description) <= DESCRIPTION else description[: DESCRIPTION - 1].rsplit(" ", 1)[0] + "…"
    canonical = addresses().absolute(site().addresses.bare(request.path, _language_asked()))
    return {
        "document": document,
        "held": held,
        "text": spoken,
        "description": short,
        "canonical": canonical,
        "zotero": citation_meta.zotero(held, language(), title, place(held), site().settings.institution),
        "event": citation_meta.event(held, language(), country(held), short, canonical),
        "related": related(document),
        "files": _files(document),
        "experience": _experience(document),
    }


def _files(document: Document) -> dict[str, str]:
    """The lesson, or the workshop's lessons, in each format: like a brief of them."""
    held = document.workshop.text(language())
    lessons = (
        [document.id] if document.kind == "highlight" else [f"{document.workshop.slug}/{h.id}" for h in held.highlights]
    )
    asked = [*brief_selection.pairs(lessons, held.title), ("lang", language())]
    return {extension: addresses().bare(f"/export.{extension}", asked) for extension in FORMATS} if lessons else {}


def _language_asked() -> list[tuple[str, str]]:
    return [("lang", language())] if "lang" in request.args else []


def _lessons(document: Document) -> Iterator[tuple[Highlight, Markup, tuple[str, ...]]]:
    """Each highlight, its HTML, and the countries it speaks of."""
    for highlight in document.workshop.text(language()).highlights:
        lesson = site().searcher.get(f"{document.id}/{highlight.id}")
        yield highlight, Markup(rendered(highlight.markdown)), _experience(lesson)


def _experience(document: Document | None) -> tuple[str, ...]:
    return document.facets.get("experience", ()) if document else ()


def _in_series(held: Workshop, order: Sort) -> Workshop | None:
    """The next workshop of the same series, later ("oldest" first) or earlier ("newest" first)."""
    if not held.series:
        return None
    years = YearRange(held.start.year, None) if order == "oldest" else YearRange(None, held.start.year)
    asked = Query(clause=And((Phrase(held.series), years)), sort=order, limit=50, language=language())
    here = (held.start, held.slug)

    def beyond(others: Iterable[Hit]) -> Workshop | None:
        series = (hit.document.workshop for hit in others if hit.document.workshop.series == held.series)
        later = (one for one in series if one.slug != held.slug)
        return next((one for one in later if ((one.start, one.slug) > here) == (order == "oldest")), None)

    return beyond(site().searcher.search(asked).hits)


@lru_cache(maxsize=512)
def rendered(markdown: str) -> str:
    """Sanitised HTML of a material's Markdown."""
    return materials.render(markdown) if markdown.strip() else ""
