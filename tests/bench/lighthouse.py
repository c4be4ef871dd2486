"""``python -m tests.bench.lighthouse``: Lighthouse's scores (mobile) of each kind of page, medians of several rounds.

Needs Node.js and Chromium; Lighthouse itself comes through npx, or is the command of ``--lighthouse``. The site is
built in a folder of its own from ``--materials`` and served by ``policysearch serve``. A busy machine makes the
performance score lower and uneven: hence the rounds, and the lowest score beside the median.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parents[2] / "materials"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ON_PURPOSE = {"is-crawlable"}  # results and briefs are not to be indexed
STANDING = {"start": "/", "map": "/map", "help": "/help", "results": "/?q={word}", "brief": "/brief?lesson={lesson}"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print one Markdown row a page."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lighthouse", description=__doc__)
    parser.add_argument("--materials", type=Path, default=SHIPPED, help="what the site is built from")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each page (default: 5)")
    parser.add_argument("--word", default="chile", help="what the page of results is asked for")
    parser.add_argument("--lighthouse", default="npx --yes lighthouse@12", help="the command (default: through npx)")
    parser.add_argument("--only", nargs="*", metavar="PAGE", help="these kinds of page alone")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, served(asked.materials.resolve(), Path(folder)) as site:
        pages = {name: path for name, path in addresses(site, asked.word).items() if name in (asked.only or [name])}
        print(f"| page | {' | '.join(CATEGORIES)} | lowest performance | what is not perfect |\n|---|{'---:|' * 5}---|")
        for name, path in pages.items():
            reports = [report(f"{site}{path}", asked.lighthouse, Path(folder)) for _ in range(asked.rounds)]
            print(row(name, reports), flush=True)


def addresses(site: str, word: str) -> dict[str, str]:
    """One page of each kind, by its name."""
    with urllib.request.urlopen(f"{site}/api/v1/search?q=&limit=1&view=highlights") as answer:
        hit = json.load(answer)["hits"][0]
    theme, country = hit["themes"][0]["value"], hit["country"]["value"]
    documents = {"workshop": f"/workshops/{hit['workshop']['id']}", "lesson": f"/workshops/{hit['id']}"}
    browsed = {"theme": f"/themes/{theme}", "country": f"/countries/{country}", "year": f"/years/{hit['year']}"}
    return {
        **{name: path.format(word=word, lesson=hit["id"]) for name, path in STANDING.items()},
        **documents,
        **browsed,
    }


@contextmanager
def served(materials: Path, folder: Path) -> Iterator[str]:
    """The address of a site of ``materials``, built and served from ``folder``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    common = ["--materials", str(materials), "--index", str(folder / "index")]
    environment = os.environ | {"POLICYSEARCH_PUBLIC_URL": site, "POLICYSEARCH_SEARCHLOG": "false"}
    command = [sys.executable, "-m", "policysearch"]
    subprocess.run([*command, "build", *common], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([*command, "serve", *common, "--port", str(port)], cwd=folder, env=environment)
    try:
        wait(f"{site}/readyz")
        yield site
    finally:
        server.terminate()
        server.wait(10)


def wait(address: str, seconds: float = 30.0) -> None:
    """Return once ``address`` answers."""
    ends = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)


def report(address: str, lighthouse: str, folder: Path) -> dict[str, Any]:
    """What Lighthouse finds at ``address``, as a phone sees it."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), "")
    file = folder / "report.json"
    flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
    command = [*shlex.split(lighthouse), address, "--quiet", "--output=json", f"--output-path={file}", flags]
    for last in (False, False, True):  # on a busy machine the browser may not answer Lighthouse in time
        done = subprocess.run(command, check=last, cwd=folder, env=os.environ | {"CHROME_PATH": chromium})
        if not done.returncode:
            break
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def row(name: str, reports: list[dict[str, Any]]) -> str:
    """One page: its scores' medians, and the audits that any round found less than perfect."""
    medians = [round(statistics.median(score(found, category) for found in reports)) for category in CATEGORIES]
    lowest = round(min(score(found, "performance") for found in reports))
    faults = sorted({fault for found in reports for category in CATEGORIES[1:] for fault in lacking(found, category)})
    told = ", ".join(f"{fault} (on purpose)" if fault in ON_PURPOSE else fault for fault in faults)
    return f"| {name} | {' | '.join(map(str, medians))} | {lowest} | {told} |"


def score(found: dict[str, Any], category: str) -> float:
    """Out of 100."""
    return float(found["categories"][category]["score"] or 0) * 100


def lacking(found: dict[str, Any], category: str) -> Iterator[str]:
    """The names of the category's audits that count and are not passed."""
    for one in found["categories"][category]["auditRefs"]:
        outcome = found["audits"][one["id"]]["score"]
        if one["weight"] and outcome is not None and outcome < 1:
            yield one["id"]


if __name__ == "__main__":
    main()
