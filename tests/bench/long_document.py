"""How long a PDF of 300 pages takes to import, and with how much memory: the whole command, its reading process too.

    python -m tests.bench.long_document [PAGES]

Prints wall and processor seconds, and the greatest resident memory of one process. The targets are 30 s and 500 MB.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.importers.factories import pdf

PAGES, LINES, WORDS = 300, 45, 12
VOCABULARY = (
    "policy firm credit growth export bank rural women training cluster data region market access finance small report"
    " lesson city price"
).split()


def document(path: Path, pages: int) -> Path:
    """Write a report of one workshop with ``pages`` pages of made-up lines, the same every time."""
    chance = random.Random(4)
    lines = [[" ".join(chance.choices(VOCABULARY, k=WORDS)) for _ in range(LINES)] for _ in range(pages)]
    lines[0][:0] = ["Regional workshop on long reports", "Lima, Peru, 3-4 May 2016"]
    return pdf(path, lines)


def main(pages: int) -> None:
    """Import the document into a site of its own and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "materials").mkdir()
        file = document(site / "report.pdf", pages)
        start = time.monotonic()
        command = [sys.executable, "-m", "policysearch", "import", str(file)]
        result = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
        wall = time.monotonic() - start
        drafts = len(list((site / "materials").glob("*.md")))
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = usage.ru_maxrss / 1_000
    print(f"{pages} pages, exit code {result.returncode}, drafts: {drafts}")
    print(f"{wall:.1f} s of wall clock, {usage.ru_utime + usage.ru_stime:.1f} s of processor, {memory:.0f} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
