"""A brief: lessons in the reader's order, under the reader's title, to print, to cite, to send."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, g, render_template

from policysearch.exporters import FORMATS, Provenance, entry
from policysearch.exporters.entry import Entry
from policysearch.model.document import Document
from policysearch.web.catalogues import gettext as _
from policysearch.web.downloads.provenance import audience, provenance
from policysearch.web.site import addresses, language, site
from policysearch.web.view_models.brief_selection import selection_params

briefs = Blueprint("briefs", __name__)
PATH = "/brief"


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
    """One lesson of a brief, and the addresses of the brief with this lesson moved or removed (None: not possible)."""

    document: Document
    entry: Entry
    moved_up: str | None
    moved_down: str | None
    removed: str


def read_brief() -> Brief:
    """Return the brief of this request."""
    documents = dict(zip(g.brief_lessons, site().searcher.get_many(g.brief_lessons), strict=True))
    lessons = {document.id: document for document in documents.values() if document and document.kind == "highlight"}
    missing = tuple(lesson for lesson, document in documents.items() if document is None or document.id not in lessons)
    return Brief(g.brief_title or _("Lessons learned: a brief"), tuple(lessons.values()), missing)


@briefs.get(PATH)
def brief_page() -> str:
    """Show the brief."""
    brief, to, reader = read_brief(), addresses(), audience()
    ids = [document.id for document in brief.lessons]
    params = [*selection_params(ids, g.brief_title), ("lang", language())]
    items = [
        Item(
            document,
            entry(document, reader),
            _moved(ids, at, at - 1),
            _moved(ids, at, at + 1),
            _address(_without(ids, at)),
        )
        for at, document in enumerate(brief.lessons)
    ]
    return render_template(
        "brief.html",
        brief=brief,
        items=items,
        without_missing=_address(ids),
        provenance_lines=[*brief.provenance.lines(len(ids))],
        files={extension: to.bare(f"/export.{extension}", params) for extension in FORMATS},
    )


def _moved(ids: list[str], at: int, to: int) -> str | None:
    if not 0 <= to < len(ids):
        return None
    order = _without(ids, at)
    order.insert(to, ids[at])
    return _address(order)


def _without(ids: list[str], at: int) -> list[str]:
    return [*ids[:at], *ids[at + 1 :]]


def _address(ids: list[str]) -> str:
    return addresses().with_selection(PATH, selection_params(ids, g.brief_title))
