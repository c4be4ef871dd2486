"""A search from the command line answers at once: it imports nothing that only building or the web needs."""

import subprocess
import sys

import pytest

NOT_FOR_SEARCHING = "whoosh yaml markdown nh3 filelock flask jinja2 babel asyncio multiprocessing".split()
SHOW = "import sys, policysearch.engines, policysearch.query, policysearch.cli.search; print(*sys.modules)"


@pytest.fixture(scope="module")
def imported() -> set[str]:
    told = subprocess.run([sys.executable, "-c", SHOW], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in told.stdout.split()}


@pytest.mark.parametrize("library", NOT_FOR_SEARCHING)
def test_a_searcher_starts_without(library: str, imported: set[str]) -> None:
    assert "policysearch" in imported
    assert library not in imported
