"""The addresses of this site, all made from the setting ``public_url``: the Host header is never read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from policysearch.settings import LANGUAGES

Parameters = Iterable[tuple[str, str]]
MAX_VALUE = 200  # characters of a value in parameters that stay known
_SAFE = re.compile(r"[A-Za-z0-9/._~-]*")  # nearly all paths: quoting would leave them as they are


def _encode(parameters: Iterable[tuple[str, str]]) -> str:
    """Return ``parameters`` as the query part of an address.

    Short pairs stay known one by one: the links of a page share nearly all of theirs.
    """
    return "&".join([_pair(pair) if len(pair[1]) <= MAX_VALUE else urlencode([pair]) for pair in parameters])


@lru_cache(maxsize=2_048)
def _pair(pair: tuple[str, str]) -> str:
    return urlencode([pair])


def _quote(path: str) -> str:
    return path if _SAFE.fullmatch(path) else quote(path)


def split_address(text: str) -> SplitResult | None:
    """Return the parts of an address that a client sent; None where it is none."""
    try:
        return urlsplit(text)
    except ValueError:
        return None


class Addresses:
    """Makes addresses as paths, under the prefix of ``public_url`` if it has one; ``absolute`` makes full addresses.

    Without a ``public_url`` a full address cannot be known: then ``absolute`` returns the path, which a reader's
    program resolves against the address that it requested. ``carried`` are the parameters that the address of every
    page keeps: the language where the reader chose one, and the lessons of the reader's brief.
    """

    def __init__(self, public_url: str, carried: Parameters = ()) -> None:
        parts = urlsplit(public_url)
        self.origin = f"{parts.scheme}://{parts.netloc}" if public_url else ""
        self.prefix = parts.path.rstrip("/")
        self._public_url = public_url
        self._carried = (*carried,)
        self.carried = urlencode(self._carried)

    def carrying(self, carried: Parameters) -> Addresses:
        """Return the same addresses with other ``carried`` parameters."""
        return Addresses(self._public_url, carried)

    def absolute(self, path: str) -> str:
        """Return the full address of ``path``, which one of the other methods made."""
        return self.origin + path

    def path(self, path: str, parameters: Parameters = ()) -> str:
        """Return the address of any page, with the carried parameters. ``path`` need not be quoted."""
        query = _encode(parameters)
        query = f"{query}&{self.carried}" if query and self.carried else query or self.carried
        return f"{self.prefix}{_quote(path)}?{query}" if query else self.prefix + _quote(path)

    def with_selection(self, path: str, selection: Parameters) -> str:
        """Return the address of any page with another selection of lessons than the carried one."""
        return self.bare(path, [*(pair for pair in self._carried if pair[0] == "lang"), *selection])

    def bare(self, path: str, parameters: Parameters = ()) -> str:
        """Return an address without the carried parameters: a canonical one, or one of what has no language."""
        return self.prefix + _quote(path) + self.query(parameters)

    @staticmethod
    def query(parameters: Parameters) -> str:
        """Return the end of an address, from its question mark on; empty without parameters."""
        query = _encode(parameters)
        return f"?{query}" if query else ""

    def home(self, parameters: Parameters = ()) -> str:
        """Return the address of the start page or, with parameters, of results."""
        return self.path("/", parameters)

    def document(self, document_id: str) -> str:
        """Return the address of the page of a workshop, highlight or passage."""
        return self.path(f"/workshops/{document_id}")

    def api_search(self, parameters: Parameters = ()) -> str:
        """Return the address of a search in the API."""
        return self.path("/api/v1/search", parameters)

    def languages(self, path: str, parameters: Parameters = ()) -> Iterator[tuple[str, str]]:
        """Yield (language, address) of one page in each language."""
        start = self.before_language(path, parameters)
        yield from ((language, start + language) for language in LANGUAGES)

    def before_language(self, path: str, parameters: Parameters = ()) -> str:
        """Return the beginning of the address of a page in any language, whose code is to follow."""
        query = self.query(pair for pair in parameters if pair[0] != "lang")
        return f"{self.prefix}{_quote(path)}{query}{'&' if query else '?'}lang="


WSGI = Callable[[dict[str, Any], Any], Iterable[bytes]]


def with_prefix(application: WSGI, prefix: str) -> WSGI:
    """Return ``application`` under ``prefix``, whether or not the proxy in front strips the prefix."""

    def application_under_prefix(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == prefix or path.startswith(prefix + "/"):
            environ["PATH_INFO"] = path[len(prefix) :] or "/"
        return application(environ, start_response)

    return application_under_prefix if prefix else application
