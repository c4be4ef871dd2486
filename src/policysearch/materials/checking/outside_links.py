"""Addresses outside the collection, each tried once, several at a time."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from policysearch import __version__
from policysearch.materials.checking.inside_links import Versions, written_lines
from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.model.workshop import Workshop

TIMEOUT_SECONDS = 10
AT_A_TIME = 16
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_NOT_DEAD = {401, 403, 405, 429, 501}  # it answers, but not to programs, or not to this question


def outside_links(
    folder: Path, workshops: Sequence[Workshop], versions: Versions, reachable: Callable[[str], str]
) -> Iterator[Problem]:
    """Yield advice for every address in the files that cannot be reached."""
    occurrences = [
        (path, number, match.start() + 1, match.group().rstrip(".,;:"))
        for workshop in workshops
        for path, number, line in written_lines(folder, versions[workshop.slug])
        for match in _ADDRESS.finditer(line)
    ]
    addresses = list(dict.fromkeys(url for *_, url in occurrences))
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        answers = dict(zip(addresses, pool.map(reachable, addresses), strict=True))
    for path, number, column, url in occurrences:
        if answers[url]:
            sentence = message("{url} cannot be reached: {url_2}", url=url, url_2=answers[url])
            hint = message("correct it, or take the link out")
            yield Problem(path, number, column, sentence, hint, "advice", "dead-link")


def reach(url: str) -> str:
    """Return why ``url`` cannot be reached, or "". Some servers answer only to GET: it is tried after HEAD."""
    return _request(url, "HEAD") and _request(url, "GET")


def _request(url: str, method: str) -> str:
    headers = {"User-Agent": f"policysearch/{__version__}"}
    try:
        request = urllib.request.Request(url, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code in _NOT_DEAD else message("it answers {code}", code=error.code)
    except urllib.error.URLError as error:
        return message("there is no answer ({reason})", reason=error.reason)
    except (OSError, ValueError) as error:
        return message("there is no answer ({error})", error=error)
