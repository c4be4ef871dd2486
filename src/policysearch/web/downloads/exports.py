"""Files to take away, in every format: a whole result set, or the lessons of a brief."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from flask import Blueprint, abort, g, request
from werkzeug.wrappers import Response

from policysearch.exporters import FORMATS, Provenance, atom, entries
from policysearch.model.document import Document
from policysearch.query import MAX_WINDOW, Query
from policysearch.search.results import Results
from policysearch.web import search_params
from policysearch.web.downloads import provenance
from policysearch.web.pages import brief
from policysearch.web.site import language, site

exports = Blueprint("exports", __name__)
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """What goes into a file, in order."""

    documents: Iterator[Document]
    stamp: Provenance


@exports.get("/export.<extension>")
def export(extension: str) -> Response:
    """The results of a search or, where only lessons were chosen, a brief of them; written while it is sent."""
    form = FORMATS.get(extension)
    if form is None:
        abort(404)
    taken = chosen() if g.chosen and not search_params.asks(request.args) else searched()
    written = form.write(entries(taken.documents, provenance.reader()), taken.stamp)
    response = Response(_begun(written), mimetype=form.mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(taken.stamp.title)}.{extension}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@exports.get("/feed.atom")
def feed() -> Response:
    """What a search finds, the last changed first; nothing that is only close to what was asked."""
    query = _query()
    results = _counted(query)
    documents = () if results.relaxed else islice(site().searcher.scan(query), MAX_WINDOW)
    to, stamp = site().addresses, provenance.of_search(query, results.total)
    itself = to.absolute(to.bare("/feed.atom", [*search_params.of(query), ("lang", language())]))
    identity = f"{site().settings.institution} {site().settings.name('en')}"
    written = atom.write(entries(documents, provenance.reader()), stamp, identity, itself)
    return Response(b"".join(written), content_type="application/atom+xml; charset=utf-8")


def chosen() -> Taken:
    """The lessons of the brief."""
    made = brief.chosen()
    return Taken(iter(made.lessons), made.stamp)


def searched() -> Taken:
    """All that is found."""
    query = _query()
    stamp = provenance.of_search(query, _counted(query).total)
    return Taken(site().searcher.scan(query), stamp)


def _query() -> Query:
    asked = search_params.leniently(request.args).whole()
    return asked.query(site().searcher.vocabulary, language())


def _counted(query: Query) -> Results:
    return site().searcher.search(query)


def _begun(written: Iterator[bytes]) -> Iterator[bytes]:
    """The same, its beginning already made: what goes wrong at once is an error page, not half a file."""
    return chain(list(islice(written, 2)), written)


def _name(title: str) -> str:
    """A file's name of a title: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_NAME].strip("-") or "lessons"
