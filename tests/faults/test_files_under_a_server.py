"""Files of the index that are harmed under a running server: another generation or a 503, never a crash loop."""

from collections import Counter
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.faults.servers import Server, running
from tests.faults.sites import Site, halve, largest, zero
from tests.patience import until

pytestmark = pytest.mark.slow
Harm = Callable[[Path], None]


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("site"))
    for number in range(200):
        site.write(f"w{number:03}", "Apples", f"Prose {' '.join(f'word{number}x{n}' for n in range(60))}")
    assert site.run("build").code == 0
    return site


class Reader:
    """Asks a server, whose processes may end meanwhile, and counts what it answers."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.statuses: Counter[str] = Counter()

    def ask(self, times: int = 1) -> None:
        """Ask other words each time, so that no kept answer is given."""
        for _ in range(times):
            number = self.statuses.total()
            self.statuses[self._status(f"/?q=word{number % 200}x{number % 60}+{number}")] += 1

    def _status(self, path: str) -> str:
        try:
            return str(self._server.get(path).status)
        except (OSError, HTTPException):
            return "broken"

    def is_ready(self, words: str = "ready ") -> bool:
        """Ask once, and return whether all processes are ready, with ``words``."""
        self.ask()
        return self._server.is_ready(words)


@pytest.mark.parametrize("harm", [halve, empty, zero, Path.unlink], ids=["halved", "emptied", "zeroed", "removed"])
def test_the_other_generation_answers(built: Site, tmp_path: Path, harm: Harm) -> None:
    site = built.copy(tmp_path / "site")
    assert site.run("build", "--full").code == 0
    newest, before = site.generations()
    with running(site.folder) as server:
        reader = Reader(server)
        server.get("/?q=apples")
        harm(largest(newest))
        until(lambda: reader.is_ready(f"ready {before.name}"))
        assert "500" not in reader.statuses
        later = Reader(server)
        later.ask(20)
        assert later.statuses.keys() == {"200"}
        assert server.process.poll() is None
        assert b"is not served" in server.get("/readyz").body


@pytest.mark.parametrize("harm", [halve, zero], ids=["halved", "zeroed"])
def test_a_file_that_both_share_is_a_503_until_the_server_built_anew(built: Site, tmp_path: Path, harm: Harm) -> None:
    site = built.copy(tmp_path / "site")
    site.write("w000", "Berries")
    assert site.run("build").code == 0
    newest = site.generations()[0]
    path = largest(newest)
    assert path.stat().st_nlink == 2
    with running(site.folder) as server:
        reader = Reader(server)
        server.get("/?q=apples")
        harm(path)
        until(lambda: site.generations()[0] != newest and reader.is_ready(f"ready {site.generations()[0].name}"))
        assert "500" not in reader.statuses
        later = Reader(server)
        later.ask(20)
        assert later.statuses.keys() == {"200"}
        assert b"Berries" in server.get("/workshops/w000").body
        assert server.process.poll() is None
    assert site.run("verify").code == 0
