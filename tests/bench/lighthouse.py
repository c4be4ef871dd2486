"""``python -m tests.bench.lighthouse``: Lighthouse's scores (mobile) of each kind of page, medians of several rounds.

It needs Node.js and Chromium; Lighthouse itself comes through npx, or is the command of ``--lighthouse``. The site is
built in a temporary folder from ``--materials`` and served by ``policysearch serve``. A busy machine makes the
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
    """Measure each kind of page and print one Markdown row for it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lighthouse", description=__doc__)
    parser.add_argument("--materials", type=Path, default=SHIPPED, help="what the site is built from")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each page (default: 5)")
    parser.add_argument("--word", default="chile", help="what the page of results is asked for")
    parser.add_argument("--lighthouse", default="npx --yes lighthouse@12", help="the command (default: through npx)")
    parser.add_argument("--only", nargs="*", metavar="PAGE", help="these kinds of page alone")
    namespace = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, served(namespace.materials.resolve(), Path(folder)) as site:
        pages = {
            name: path for name, path in addresses(site, namespace.word).items() if name in (namespace.only or [name])
        }
        print(f"| page | {' | '.join(CATEGORIES)} | lowest performance | what is not perfect |\n|---|{'---:|' * 5}---|")
        for name, path in pages.items():
            reports = [report(f"{site}{path}", namespace.lighthouse, Path(folder)) for _ in range(namespace.rounds)]
            print(row(name, reports), flush=True)


def addresses(site: str, word: str) -> dict[str, str]:
    """Return the address of one page of each kind, by the name of the kind."""
    with urllib.request.urlopen(f"{site}/api/v1/search?q=&limit=100&view=highlights") as answer:
        hit = next(hit for hit in json.load(answer)["hits"] if hit["themes"] and hit["country"])
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
    """Build a site of ``materials`` in ``folder``, serve it and yield its address."""
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
    """Return as soon as ``address`` answers. Raises OSError after ``seconds``."""
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
    """Return Lighthouse's report of ``address``, for a phone."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), "")
    file = folder / "report.json"
    flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
    command = [*shlex.split(lighthouse), address, "--quiet", "--output=json", f"--output-path={file}", flags]
    for last in (False, False, True):  # on a busy machine the browser may not answer Lighthouse in time
        completed = subprocess.run(command, check=last, cwd=folder, env=os.environ | {"CHROME_PATH": chromium})
        if not completed.returncode:
            break
    result: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return result


def row(name: str, reports: list[dict[str, Any]]) -> str:
    """Return the Markdown row of a page: medians of its scores, and the audits that failed in any round."""
    medians = [round(statistics.median(score(report, category) for report in reports)) for category in CATEGORIES]
    lowest = round(min(score(report, "performance") for report in reports))
    faults = sorted({name for report in reports for area in CATEGORIES[1:] for name in failed_audits(report, area)})
    fault_list = ", ".join(f"{fault} (on purpose)" if fault in ON_PURPOSE else fault for fault in faults)
    return f"| {name} | {' | '.join(map(str, medians))} | {lowest} | {fault_list} |"


def score(report: dict[str, Any], category: str) -> float:
    """Return the score of ``category``, 0 to 100."""
    return float(report["categories"][category]["score"] or 0) * 100


def failed_audits(report: dict[str, Any], category: str) -> Iterator[str]:
    """Yield the names of the category's weighted audits that are not passed."""
    for audit in report["categories"][category]["auditRefs"]:
        outcome = report["audits"][audit["id"]]["score"]
        if audit["weight"] and outcome is not None and outcome < 1:
            yield audit["id"]


if __name__ == "__main__":
    main()
