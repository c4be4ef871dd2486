"""Files of the index that are harmed under a running server: another generation or a 503, never a crash loop."""

import time
from collections import Counter
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.faults.servers import Server, running
from tests.faults.sites import Site, halve, largest, zero

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


def statuses(server: Server, seconds: float) -> Counter[str]:
    """What readers get for a while."""
    counts: Counter[str] = Counter()
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        number += 1
        try:
            counts[str(server.get(f"/?q=word{number % 200}x{number % 60}+{number}").status)] += 1
        except (OSError, HTTPException):
            counts["broken"] += 1
        time.sleep(0.05)
    return counts


@pytest.mark.parametrize("harm", [halve, empty, zero, Path.unlink], ids=["halved", "emptied", "zeroed", "removed"])
def test_the_other_generation_answers(built: Site, tmp_path: Path, harm: Harm) -> None:
    site = built.copy(tmp_path / "site")
    assert site.run("build", "--full").code == 0
    newest, before = site.generations()
    with running(site.folder) as server:
        server.get("/?q=apples")
        harm(largest(newest))
        counts = statuses(server, 8)
        assert "500" not in counts
        end = time.monotonic() + 30
        while not server.get("/readyz").body.startswith(f"ready {before.name}".encode()):
            assert time.monotonic() < end
            time.sleep(0.1)
        assert statuses(server, 1).keys() == {"200"}
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
        server.get("/?q=apples")
        harm(path)
        assert "500" not in statuses(server, 8)
        end = time.monotonic() + 60
        while site.generations()[0] == newest or server.get("/readyz").status != 200:
            assert time.monotonic() < end
            time.sleep(0.1)
        time.sleep(1.5)  # the other process looks once a second too
        assert statuses(server, 1).keys() == {"200"}
        assert b"Berries" in server.get("/workshops/w000").body
        assert server.process.poll() is None
    assert site.run("verify").code == 0
