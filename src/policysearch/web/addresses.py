"""Every address of this site is made here, from the setting ``public_url`` alone: a Host header is never believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from policysearch.settings import LANGUAGES

Parameters = Iterable[tuple[str, str]]
_SAFE = re.compile(r"[A-Za-z0-9/._~-]*")  # as nearly all paths are: quoting leaves them as they are


@lru_cache(maxsize=4096)
def _encoded(parameters: tuple[tuple[str, str], ...]) -> str:
    return urlencode(parameters)


def _quoted(path: str) -> str:
    return path if _SAFE.fullmatch(path) else quote(path)


class Addresses:
    """Addresses as paths, under ``public_url``'s prefix if it has one; ``absolute`` makes a full one of a path.

    Without a ``public_url`` a full address cannot be known: then ``absolute`` gives the path, which a reader's
    program resolves against the address it asked. ``carried`` are parameters that every page's address keeps: the
    language where the reader chose one, and the lessons chosen for a brief.
    """

    def __init__(self, public_url: str, carried: Parameters = ()) -> None:
        parts = urlsplit(public_url)
        self.origin = f"{parts.scheme}://{parts.netloc}" if public_url else ""
        self.prefix = parts.path.rstrip("/")
        self._public_url = public_url
        self._carried = (*carried,)
        self.carried = urlencode(self._carried)

    def carrying(self, carried: Parameters) -> Addresses:
        """The same addresses, keeping those parameters."""
        return Addresses(self._public_url, carried)

    def absolute(self, path: str) -> str:
        """The full address of a path made here."""
        return self.origin + path

    def path(self, path: str, parameters: Parameters = ()) -> str:
        """The address of any page, with what is carried; ``path`` is quoted here."""
        asked = _encoded((*parameters,)) if parameters else ""
        asked = f"{asked}&{self.carried}" if asked and self.carried else asked or self.carried
        return f"{self.prefix}{_quoted(path)}?{asked}" if asked else self.prefix + _quoted(path)

    def choosing(self, path: str, choice: Parameters) -> str:
        """The address of any page with another choice of lessons than is carried."""
        return self.bare(path, [*(pair for pair in self._carried if pair[0] == "lang"), *choice])

    def bare(self, path: str, parameters: Parameters = ()) -> str:
        """The same with nothing carried: for what has no language, or a page's one canonical address."""
        asked = _encoded((*parameters,))
        return self.prefix + _quoted(path) + (f"?{asked}" if asked else "")

    def home(self, parameters: Parameters = ()) -> str:
        """The start page or, with parameters, results."""
        return self.path("/", parameters)

    def document(self, document_id: str) -> str:
        """A workshop's, highlight's or passage's page."""
        return self.path(f"/workshops/{document_id}")

    def api_search(self, parameters: Parameters = ()) -> str:
        """The same search for programs."""
        return self.path("/api/v1/search", parameters)

    def languages(self, path: str, parameters: Parameters = ()) -> Iterator[tuple[str, str]]:
        """(language, address) of the same page in each language."""
        others = [(name, value) for name, value in parameters if name != "lang"]
        for language in LANGUAGES:
            yield language, self.bare(path, [*others, ("lang", language)])


WSGI = Callable[[dict[str, Any], Any], Iterable[bytes]]


def mounted(application: WSGI, prefix: str) -> WSGI:
    """``application`` as seen under ``prefix``, whether or not the proxy in front takes the prefix away."""

    def application_under_prefix(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == prefix or path.startswith(prefix + "/"):
            environ["PATH_INFO"] = path[len(prefix) :] or "/"
        return application(environ, start_response)

    return application_under_prefix if prefix else application
