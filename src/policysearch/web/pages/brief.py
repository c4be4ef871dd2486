"""A brief: lessons in the reader's order, under the reader's title, to print, to cite, to send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import Blueprint, g, redirect, render_template, request
from werkzeug.wrappers import Response

from policysearch.exporters import FORMATS, Provenance, entry
from policysearch.exporters.brief_note import BriefNote, BriefNotes
from policysearch.exporters.entry import Entry
from policysearch.model.document import Document
from policysearch.web.catalogues import gettext as _
from policysearch.web.downloads.provenance import audience, provenance
from policysearch.web.search_params import TITLE, brief_title
from policysearch.web.site import addresses, language, language_params, site
from policysearch.web.view_models.brief_notes import MAX_HEADING, MAX_NOTE, posted_notes
from policysearch.web.view_models.brief_selection import selection_params

briefs = Blueprint("briefs", __name__)
PATH = "/brief"
_NO_NOTE = BriefNote("", "")
MOVES = {"up": -1, "down": 1, "remove": 0}  # buttons, whose value is a lesson, and by how much they move it


@dataclass(frozen=True, slots=True)
class Brief:
    """A title and lessons; ``missing`` are ids of lessons that are not in the collection (any more)."""

    title: str
    lessons: tuple[Document, ...]
    missing: tuple[str, ...]

    @property
    def provenance(self) -> Provenance:
        """Return the provenance of the brief and of every file of it."""
        return provenance(self.title, "", PATH, selection_params(g.brief_lessons, g.brief_title), len(self.lessons))


@dataclass(frozen=True, slots=True)
class Item:
    """One lesson of a brief, and what its author writes before it."""

    document: Document
    entry: Entry
    note: BriefNote


def read_brief() -> Brief:
    """Return the brief of this request."""
    documents = dict(zip(g.brief_lessons, site().searcher.get_many(g.brief_lessons), strict=True))
    lessons = {document.id: document for document in documents.values() if document and document.kind == "highlight"}
    missing = tuple(lesson for lesson, document in documents.items() if document is None or document.id not in lessons)
    return Brief(g.brief_title or _("Lessons learned: a brief"), tuple(lessons.values()), missing)


@briefs.get(PATH)
def brief_page() -> str | Response:
    """Show the brief; redirect to the brief with a lesson moved or removed where a button asks for it."""
    brief = read_brief()
    reordered = _reordered([document.id for document in brief.lessons], request.args)
    return _page(brief) if reordered is None else redirect(_address(reordered), 302)


@briefs.post(PATH)
def changed_brief() -> str | Response:
    """Show the brief as a form without scripts changes it: its title, its order, headings and notes.

    Without notes the reader is sent to the brief's address; with notes, which are in no address, this answer shows it.
    """
    notes = posted_notes(g.brief_lessons)
    take_posted_title()
    order = _reordered([*g.brief_lessons], request.form)
    g.brief_lessons = g.brief_lessons if order is None else tuple(order)
    if not notes:
        return redirect(_address([*g.brief_lessons]), 303)
    g.addresses = site().addresses.carrying([*language_params(), *selection_params(g.brief_lessons, g.brief_title)])
    return _page(read_brief(), notes)


def take_posted_title() -> None:
    """Take the title that a form has instead of the address's."""
    if TITLE in request.form:
        g.brief_title = brief_title(request.form)


def _page(brief: Brief, notes: BriefNotes = MappingProxyType({})) -> str:
    to, reader, ids = addresses(), audience(), [document.id for document in brief.lessons]
    params = [*selection_params(ids, g.brief_title), ("lang", language())]
    return render_template(
        "brief.html",
        brief=brief,
        items=[Item(document, entry(document, reader), notes.get(document.id, _NO_NOTE)) for document in brief.lessons],
        has_notes=bool(notes),
        own_address=_address(ids),
        provenance_lines=[*brief.provenance.lines(len(ids))],
        files={extension: to.bare(f"/export.{extension}", params) for extension in FORMATS},
        limits=(MAX_HEADING, MAX_NOTE),
    )


def _reordered(ids: list[str], pressed: Mapping[str, str]) -> list[str] | None:
    """Return the lessons as the button that was pressed orders them; None where none was."""
    for name, step in MOVES.items():
        if (lesson := pressed.get(name, "")) in ids:
            at = ids.index(lesson)
            order = [*ids[:at], *ids[at + 1 :]]
            if step:
                order.insert(max(at + step, 0), lesson)
            return order
    return None


def _address(ids: list[str]) -> str:
    return addresses().with_selection(PATH, selection_params(ids, g.brief_title))
