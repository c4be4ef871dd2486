"""Files of the materials folder: finding, dividing and writing them."""

from __future__ import annotations

import re
from pathlib import Path

from policysearch.durable_files import rewrite_file
from policysearch.model.errors import MaterialsError
from policysearch.model.message import message


def file_of(slug: str, folder: Path) -> Path:
    """Return the Markdown file of a material. Raises MaterialsError where there is none."""
    if re.fullmatch(r"[\w.-]+", slug) and not slug.startswith("."):
        for path in (folder / f"{slug}.md", folder / slug / "workshop.md"):
            if path.is_file():
                return path
    raise MaterialsError(
        message("There is no material {slug} in {folder}.", slug=slug, folder=folder),
        "Name one as its file is named, without .md.",
    )


def slugs(folder: Path) -> set[str]:
    """Return the slugs in use: names of files without .md or .es.md, and of folders."""
    return {path.name.split(".")[0] for path in folder.glob("*")} if folder.is_dir() else set()


def split(text: str) -> tuple[list[str], list[str]]:
    """Return the lines of the front matter, with its fences, and those after it."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return [], lines
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), -1)
    return lines[: end + 1], lines[end + 1 :]


def write(path: Path, text: str) -> None:
    """Write ``text`` in one step, so that no reader sees half of it."""
    rewrite_file(path, text.encode())
