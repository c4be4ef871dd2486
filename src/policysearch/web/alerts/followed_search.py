"""A search that a reader follows: as a Query, as the text that is stored, and in words."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from policysearch.model.errors import QueryError
from policysearch.query import Query
from policysearch.web.addresses import Parameters
from policysearch.web.catalogues import gettext as _
from policysearch.web.downloads.provenance import summary
from policysearch.web.search_params import parse_lenient, to_params
from policysearch.web.site import language, request_vocabulary

MAX_SEARCH = 4_000  # characters of its parameters
MAX_QUOTED = 120  # characters of a search in a mail to somebody who did not confirm yet
_LIKE_AN_ADDRESS = re.compile(r"\S*(?:://|@|www\.|\.[^\W\d_]{2,})\S*", re.IGNORECASE)


def read_query(args: MultiDict[str, str]) -> Query:
    """Return the search of a request, for all of its results in no order. Raise QueryError where it is over a cap."""
    query = parse_lenient(args).without_window().query(request_vocabulary(), language())
    query = replace(query, sort="relevance")
    if len(to_text(query)) > MAX_SEARCH:
        raise QueryError(f"A search that is followed has at most {MAX_SEARCH:,} characters.", "Shorten it.")
    return query


def to_text(query: Query) -> str:
    """Return the parameters of a search, as they are stored; the same for the same search."""
    return urlencode(to_params(query))


def from_text(text: str) -> Query:
    """Return the Query of a text that was stored. Raise QueryError where it is over a cap of this version."""
    return read_query(MultiDict(parse_qsl(text, keep_blank_values=True)))


def newest_first(query: Query) -> Parameters:
    """Return the parameters of the page that shows the search, what was added last first."""
    return to_params(replace(query, sort="added"))


def in_words(query: Query) -> str:
    """Return a search in the reader's words."""
    return summary(query) or _("All lessons")


def quoted(query: Query) -> str:
    """Return a search in words for a mail that somebody else may have caused: short, and with no link to follow."""
    words = _LIKE_AN_ADDRESS.sub("…", in_words(query))
    return words if len(words) <= MAX_QUOTED else f"{words[:MAX_QUOTED]}…"
