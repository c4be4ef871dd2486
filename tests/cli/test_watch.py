"""``watch``: drafts are shown, saved files appear, half-written ones do no harm, what is online is not touched."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.patience import PATIENCE, until
from tests.ports import free_port

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parents[2] / "src"
DRAFT = "---\ntitle: {}\nstart: 2012-07-24\ncountry: PE\ndraft: true\n---\n\n## Highlights\n\n- Credit grew. {{#h1}}\n"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def _on_a_cluster(site: Path, port: int) -> None:
    """Set that the site is served from a cluster. Nothing answers there: whoever asked it would fail."""
    lines = f'engine = "opensearch"\nopensearch_hosts = ["http://127.0.0.1:{port}"]\nopensearch_deadline = 1\n'
    (site / "policysearch.toml").write_text(lines, "utf-8")


@pytest.fixture
def watching(site: Path, port: int) -> Iterator[str]:
    (site / "materials" / "first.md").write_text(DRAFT.format("First"), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-m", "policysearch", "watch", "--port", str(port)]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job's children would ignore it
    with (
        (site / "said").open("w") as said,
        subprocess.Popen(command, env=environment, stdout=said, stderr=said) as watch,
    ):
        address = f"http://127.0.0.1:{port}/workshops/"
        try:
            until(lambda: "First" in get(address + "first"))
            yield address
        finally:
            watch.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
            try:
                watch.wait(PATIENCE)
            finally:
                watch.kill()


def get(address: str) -> str:
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        with error:
            return f"status {error.code}"
    except OSError:
        return "nobody there"


def test_what_is_saved_is_shown_and_a_half_written_file_does_no_harm(site: Path, watching: str) -> None:
    assert "watch.js" in get(watching + "first")
    second = site / "materials" / "second.md"
    second.write_text(DRAFT.format("Second"), "utf-8")
    until(lambda: "Second" in get(watching + "second"))
    second.write_text("---\ntitle: Seco", "utf-8")
    until(lambda: "front matter without an end" in (site / "said").read_text())
    assert "Second" in get(watching + "second")
    second.write_text(DRAFT.format("Mended"), "utf-8")
    until(lambda: "Mended" in get(watching + "second"))
    second.unlink()
    until(lambda: get(watching + "second") == "status 410")
    assert not (site / "index").exists()


@pytest.mark.usefixtures("_on_a_cluster")
def test_drafts_go_to_no_cluster(site: Path, watching: str) -> None:
    assert "First" in get(watching + "first")
    assert not (site / "index").exists()
