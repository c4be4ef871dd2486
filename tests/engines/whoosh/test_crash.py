"""A build that is killed at any moment leaves the served index as it was: no failed, empty or mixed answer."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch.engines.registry import open_generations
from policysearch.query import Query, Word
from policysearch.search.results import Searcher
from policysearch.settings import Settings
from tests.engines.factories import build, open_searcher, workshop

KILLS = 30
WORKSHOPS = 40
ROOT = Path(__file__).parents[3]
BUILDER = """
import sys
from pathlib import Path
from tests.engines.factories import build, workshop
print("ready", flush=True)
number = int(sys.argv[2])
while True:
    number += 1
    words = f"edition{number}"
    build(Path(sys.argv[1]), [workshop(f"w{n}", words, words) for n in range(int(sys.argv[3]))])
"""


class Reader(threading.Thread):
    """Searches without pause; every answer must be of one edition, and whole."""

    def __init__(self, searcher: Searcher) -> None:
        super().__init__()
        self.searcher = searcher
        self.stopping = threading.Event()
        self.answers = 0
        self.wrong: list[object] = []

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                results = self.searcher.search(Query(limit=100, offset=0, text=str(self.answers)))
                titles = {hit.document.workshop.title for hit in results.hits}
                if results.total != WORKSHOPS or len(results.hits) != WORKSHOPS or len(titles) != 1:
                    self.wrong.append((results.total, titles))
            except Exception as error:
                self.wrong.append(error)
            self.answers += 1
            time.sleep(0.01)


def builder(index: Path, edition: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILDER, str(index), str(edition), str(WORKSHOPS)]
    environment = {"PYTHONPATH": f"{ROOT / 'src'}{';' if sys.platform == 'win32' else ':'}{ROOT}"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    build(tmp_path, [workshop(f"w{n}", "edition0", "edition0") for n in range(WORKSHOPS)])
    running = Reader(open_searcher(Settings(index=tmp_path)))
    running.start()
    yield running
    running.stopping.set()
    running.join()


def one_build(index: Path) -> float:
    """Seconds that a builder's first build takes here and now."""
    indexer = open_generations(Settings(index=index))
    before = indexer.list()[0].id
    process = builder(index, -1_000)
    began = time.monotonic()
    while indexer.list()[0].id == before:
        assert process.poll() is None
        time.sleep(0.005)
    process.kill()
    process.communicate()
    return time.monotonic() - began


@pytest.mark.slow
def test_thirty_killed_builds_never_fail_empty_or_mix_an_answer(tmp_path: Path, reader: Reader) -> None:
    chance = random.Random(4)
    longest = 2 * one_build(tmp_path)  # so that some builds are done and others are not, on any machine
    for kill in range(KILLS):
        process = builder(tmp_path, kill * 1_000)
        time.sleep(chance.uniform(0, longest))
        process.kill()
        process.communicate()
        fresh = open_searcher(Settings(index=tmp_path))
        assert fresh.search(Query(clause=Word("nothing"))).total == 0
        assert fresh.search(Query()).total == WORKSHOPS
    assert reader.wrong == []
    assert reader.answers > KILLS
    indexer = open_generations(Settings(index=tmp_path))
    assert len(indexer.list()) > 1
    build(tmp_path, [workshop("last", "edition99")])  # the lock died with its process, and what was left is swept
    assert len(list((tmp_path / "generations").iterdir())) == 2
    assert indexer.verify(indexer.list()[0].id) == ()
