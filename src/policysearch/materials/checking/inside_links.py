"""Links within the collection whose page, highlight or file is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from rapidfuzz import process

from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.model.workshop import Workshop

_LINK = re.compile(r"(?<!\\)\]\(\s*<?([^)\s>]+)|^\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*$")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
Versions = Mapping[str, tuple[PurePosixPath, ...]]  # of each workshop the original's file and its translations'
_PAGES = frozenset(["", *"about accessibility api brief countries embed help map privacy themes years".split()])
_PAGES |= frozenset("feed.atom oembed opensearch.xml robots.txt sitemap.xml static".split())
_PAGES |= frozenset("export.csv export.ris export.bib export.json export.docx".split())


def inside_links(folder: Path, workshops: Sequence[Workshop], versions: Versions) -> Iterator[Problem]:
    """Yield advice for every link to a page of this collection that it does not have."""
    pages = {page for workshop in workshops for page in _pages(workshop)}
    slugs = [workshop.slug for workshop in workshops]
    for workshop in workshops:
        for path, number, line in written_lines(folder, versions[workshop.slug]):
            for match in _LINK.finditer(line) if "](" in line or "]:" in line else ():
                target = match[1] or match[2]
                page = _page(workshop.slug, target)
                if page is not None and page not in pages:
                    sentence = message("the link {target!r} leads to no page of this collection", target=target)
                    column = match.start(1 if match[1] else 2) + 1
                    yield Problem(path, number, column, sentence, _hint(target, slugs), "advice", "dead-inside-link")


def written_lines(folder: Path, paths: Iterable[PurePosixPath]) -> Iterator[tuple[PurePosixPath, int, str]]:
    """Yield the lines of a workshop's files: (path, number from 1, line)."""
    for path in paths:
        lines = (folder / path).read_text("utf-8-sig", "replace").splitlines()
        yield from ((path, number, line) for number, line in enumerate(lines, 1))


def _pages(workshop: Workshop) -> Iterator[str]:
    page = f"/workshops/{workshop.slug}"
    yield page
    yield from (f"/workshops/{alias}" for alias in workshop.aliases)
    yield from (f"{page}/{highlight.id}" for highlight in workshop.texts[workshop.language].highlights)
    yield from (f"{page}/files/{attachment.file}" for attachment in workshop.attachments)
    yield from (f"{page}/files/{passage.file}/{passage.number}" for passage in workshop.passages)


def _page(slug: str, target: str) -> str | None:
    """Return the page that a link on a workshop's page leads to; None for an outside or a standing page."""
    if _ELSEWHERE.match(target):
        return None
    path = unquote(urlsplit(urljoin(f"/workshops/{slug}", target)).path).rstrip("/")
    return None if path.split("/")[1:2] == [] or path.split("/")[1] in _PAGES else path


def _hint(target: str, slugs: Sequence[str]) -> str:
    name = PurePosixPath(unquote(urlsplit(target).path)).name.removesuffix(".md")
    close = process.extractOne(name, slugs, score_cutoff=70) if name else None
    return (
        message("did you mean /workshops/{close}?", close=close[0])
        if close
        else message("write /workshops/ and the name of a material")
    )
