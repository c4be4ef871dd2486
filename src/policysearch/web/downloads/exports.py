"""Downloads in every format: a complete result set, or the lessons of a brief."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from urllib.parse import urlencode

from flask import Blueprint, abort, g, request
from werkzeug.wrappers import Response

from policysearch.exporters import FORMATS, Provenance, atom, docx, entries
from policysearch.model.document import Document
from policysearch.query import Query
from policysearch.search.results import Results
from policysearch.web import search_params
from policysearch.web.downloads.provenance import audience, search_provenance
from policysearch.web.pages.brief import read_brief, take_posted_title
from policysearch.web.site import language, request_vocabulary, site
from policysearch.web.site import search as site_search
from policysearch.web.view_models.brief_notes import posted_notes

exports = Blueprint("exports", __name__)
MAX_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Export:
    """The content of a file, in order."""

    documents: Iterator[Document]
    provenance: Provenance


@exports.get("/export.<extension>")
def export(extension: str) -> Response:
    """Send the results of a search or, where the address has lessons alone, a brief of them, while they are read."""
    form = FORMATS.get(extension)
    if form is None:
        abort(404)
    is_brief = g.brief_lessons and not search_params.is_search(request.args)
    content = _brief() if is_brief else _search_results()
    chunks = form.write(entries(content.documents, audience()), content.provenance)
    response = Response(_started(chunks), mimetype=form.mimetype)
    name = file_name(content.provenance.title)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@exports.post("/export.docx")
def export_with_notes() -> Response:
    """Send a brief as a Word document, with the headings and notes that the form has."""
    notes = posted_notes(g.brief_lessons)
    take_posted_title()
    brief, form = read_brief(), FORMATS["docx"]
    file = b"".join(docx.write(entries(brief.lessons, audience()), brief.provenance, notes))
    response = Response(file, mimetype=form.mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(brief.title)}.docx"'
    response.headers["Cache-Control"] = "no-store"
    return response


@exports.get("/feed.atom")
def feed() -> Response:
    """Send what a search finds as an Atom feed, the last changed first; it says where no result has all the words."""
    query = _query()
    results = _search(replace(query, facets=()))
    documents = site().searcher.last_changed(query, atom.MAX_ENTRIES)
    to = site().addresses
    params = [*search_params.to_params(query), ("lang", language())]
    address = to.absolute(to.bare("/feed.atom", params))
    identity = f"{site().settings.institution} {site().settings.name('en')}"
    provenance = search_provenance(query, results)
    chunks = atom.write(entries(documents, audience()), provenance, identity, address, urlencode(params))
    return Response(b"".join(chunks), content_type="application/atom+xml; charset=utf-8")


def _brief() -> Export:
    brief = read_brief()
    return Export(iter(brief.lessons), brief.provenance)


def _search_results() -> Export:
    query = _query()
    provenance = search_provenance(query, _search(query))
    return Export(site().searcher.scan(query), provenance)


def _query() -> Query:
    params = search_params.parse_lenient(request.args).without_window()
    return params.query(request_vocabulary(), language())


def _search(query: Query) -> Results:
    return site_search(query)


def _started(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Return ``chunks`` with the first two already made, so that an early failure is an error page, not half a file."""
    return chain(list(islice(chunks, 2)), chunks)


def file_name(title: str) -> str:
    """Return a file's name made of a title: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:MAX_NAME_LENGTH].strip("-") or "lessons"
