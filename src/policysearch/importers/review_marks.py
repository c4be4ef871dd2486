"""Review marks of a draft, and taking the draft mark off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policysearch.model.errors import MaterialsError

_MARK = re.compile(r"\s*(?:#\s*review:\s*(?P<front>.*)|<!--\s*review:\s*(?P<body>.*?)\s*-->)\s*$")
_DRAFT = re.compile(r"^draft:\s*(?:true|yes|on|1)\s*(?:#.*)?$", re.I)
_FIELD = re.compile(r"^([\w-]+):")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that somebody has to look at: its line from 1, the field or "text", and what to look at."""

    line: int
    field: str
    note: str


def file_of(slug: str, folder: Path) -> Path:
    """The Markdown file of a material. Raises MaterialsError where there is none."""
    if re.fullmatch(r"[\w.-]+", slug) and not slug.startswith("."):
        for path in (folder / f"{slug}.md", folder / slug / "workshop.md"):
            if path.is_file():
                return path
    raise MaterialsError(f"There is no material {slug} in {folder}.", "Name one as its file is named, without .md.")


def marks(text: str) -> tuple[Mark, ...]:
    """The open review marks of a material's text."""
    return tuple(_marks(text))


def is_draft(text: str) -> bool:
    """Whether the front matter says ``draft: true``."""
    return any(_DRAFT.match(line) for line in _front(text.splitlines()))


def published(text: str) -> str:
    """The same material without its draft mark and without review marks."""
    lines = text.splitlines()
    front = len(_front(lines))
    kept = [
        _without_mark(line)
        for number, line in enumerate(lines)
        if not (number < front and _DRAFT.match(line)) and not (_MARK.match(line) and number >= front)
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)) + "\n"


def _marks(text: str) -> Iterator[Mark]:
    lines = text.splitlines()
    front = len(_front(lines))
    for number, line in enumerate(lines):
        match = _MARK.search(line)
        if match and (match["front"] is not None) == (number < front):
            field = _FIELD.match(line)
            yield Mark(
                number + 1, field[1] if field and number < front else "text", match["front"] or match["body"] or ""
            )


def _front(lines: list[str]) -> list[str]:
    if not lines or lines[0].strip() != "---":
        return []
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), 0)
    return lines[: end + 1] if end else []


def _without_mark(line: str) -> str:
    match = _MARK.search(line)
    return line[: match.start()].rstrip() if match and match["front"] is not None and _FIELD.match(line) else line
