"""Addresses outside the collection: tried one by one, each address once."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from policysearch import __version__
from policysearch.materials.workshop import Workshop
from policysearch.problems import Problem

TIMEOUT_SECONDS = 10
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")


def outside_links(
    folder: Path, workshops: Sequence[Workshop], files: Mapping[str, PurePosixPath], reachable: Callable[[str], str]
) -> Iterator[Problem]:
    """Advice for every address in the files that cannot be reached."""
    answers: dict[str, str] = {}
    for workshop in workshops:
        path = files[workshop.slug]
        for number, line in enumerate((folder / path).read_text("utf-8-sig").splitlines(), 1):
            for match in _ADDRESS.finditer(line):
                url = match.group().rstrip(".,;:")
                if url not in answers:
                    answers[url] = reachable(url)
                if answers[url]:
                    message = f"{url} cannot be reached: {answers[url]}"
                    yield Problem(path, number, match.start() + 1, message, severity="advice", code="dead-link")


def reach(url: str) -> str:
    """Why ``url`` cannot be reached, or ""."""
    headers = {"User-Agent": f"policysearch/{__version__}"}
    try:
        request = urllib.request.Request(url, method="HEAD", headers=headers)
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code in (403, 405, 429) else f"it answers {error.code}"
    except (OSError, ValueError) as error:
        return str(error)
