"""Release the box: ``python -m tests.release_box 1.2.0`` writes the file of a new version from its source.

A release is the source without comments, indentation and the spaces of its styles: every page loads it. A released file
never changes: a new version gets a new file, and its hash goes into ``tests/web/test_box.py``.
"""

from __future__ import annotations

import re
import sys

from policysearch.web.pages.static_files import FOLDER, RELEASE

SOURCE = FOLDER.parent / "box" / "policysearch-box.js"
STYLE = "const STYLE = `"


def released(source: str) -> str:
    """Return the source as it is released; its first line, which says what the file is, stays."""
    first, _, rest = source.partition("\n")
    lines = [line.strip() for line in rest.splitlines()]
    script = "\n".join([first, *(line for line in lines if line and not line.startswith("//"))]) + "\n"
    before, opening, rest = script.partition(STYLE)
    style, closing, after = rest.partition("`;")
    return before + opening + re.sub(r"\s*([{};,])\s*|(?<=:) ", r"\1", style) + closing + after


def main(version: str) -> None:
    """Write the file of ``version``; refuse to change one that is there."""
    path = FOLDER / "box" / f"policysearch-box-{version}.js"
    if not RELEASE.fullmatch(path.name) or path.exists():
        sys.exit(f"{path.name} is no name of a new version.")
    path.write_text(released(SOURCE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
