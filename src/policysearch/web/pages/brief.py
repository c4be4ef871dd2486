"""A brief: the chosen lessons in the reader's order, under a title of the reader's own, to print, to cite, to send."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, g, render_template
from flask_babel import gettext as _

from policysearch.exporters import FORMATS, Provenance, entry
from policysearch.exporters.entry import Entry
from policysearch.model.document import Document
from policysearch.web.downloads import provenance
from policysearch.web.site import addresses, language, site
from policysearch.web.view_models import brief_selection

briefs = Blueprint("briefs", __name__)
PATH = "/brief"


@dataclass(frozen=True, slots=True)
class Brief:
    """``missing`` are ids of chosen lessons that are not in the collection (any more)."""

    title: str
    lessons: tuple[Document, ...]
    missing: tuple[str, ...]

    @property
    def stamp(self) -> Provenance:
        """What the brief and every file of it say of themselves."""
        return provenance.stamp(self.title, "", PATH, brief_selection.pairs(g.chosen, g.title), len(self.lessons))


@dataclass(frozen=True, slots=True)
class Item:
    """One lesson of a brief: in words for the reader, and the addresses of the brief changed (None: no such change)."""

    document: Document
    entry: Entry
    earlier: str | None
    later: str | None
    without: str


def chosen() -> Brief:
    """The brief of this request's choice."""
    found = {lesson: site().searcher.get(lesson) for lesson in g.chosen}
    lessons = {document.id: document for document in found.values() if document and document.kind == "highlight"}
    missing = tuple(lesson for lesson, document in found.items() if document is None or document.id not in lessons)
    return Brief(g.title or _("Lessons learned: a brief"), tuple(lessons.values()), missing)


@briefs.get(PATH)
def brief() -> str:
    """The page."""
    made, to, reader = chosen(), addresses(), provenance.reader()
    ids = [document.id for document in made.lessons]
    asked = [*brief_selection.pairs(ids, g.title), ("lang", language())]
    items = [
        Item(
            document,
            entry(document, reader),
            _moved(ids, at, at - 1),
            _moved(ids, at, at + 1),
            _address(_left(ids, at)),
        )
        for at, document in enumerate(made.lessons)
    ]
    return render_template(
        "brief.html",
        brief=made,
        items=items,
        present=_address(ids),
        stamped=[*made.stamp.lines(len(ids))],
        files={extension: to.bare(f"/export.{extension}", asked) for extension in FORMATS},
    )


def _moved(ids: list[str], at: int, to: int) -> str | None:
    if not 0 <= to < len(ids):
        return None
    order = _left(ids, at)
    order.insert(to, ids[at])
    return _address(order)


def _left(ids: list[str], at: int) -> list[str]:
    return [*ids[:at], *ids[at + 1 :]]


def _address(ids: list[str]) -> str:
    return addresses().choosing(PATH, brief_selection.pairs(ids, g.title))
