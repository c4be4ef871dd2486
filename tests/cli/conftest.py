"""A site in a folder of its own, and the command line run in it."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from policysearch.cli import policysearch

VOCABULARY = Path(__file__).parents[2] / "materials" / "vocabulary"
Run = Callable[..., Result]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty site that has the vocabulary; the current folder."""
    copytree(VOCABULARY, tmp_path / "materials" / "vocabulary")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(site: Path) -> Run:
    """Runs ``policysearch`` with these words in the site."""

    def command(*words: str, answers: str | None = None) -> Result:
        return CliRunner().invoke(policysearch, words, input=answers)

    return command
