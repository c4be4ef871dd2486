"""A build that is killed at any moment: the alias always names one complete generation, and orphans are swept."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policysearch.engines import registry
from policysearch.settings import Settings
from tests.engines.opensearch.clients import WORKSHOPS, asking, assert_all_right, build_edition, index_names

ROOT = Path(__file__).parents[3]
BUILDER = """
import sys
from pathlib import Path
from policysearch.engines import registry
from policysearch.settings import Settings
from tests.engines.opensearch.clients import build_edition
hosts, prefix, index, edition, workshops = sys.argv[1:]
settings = Settings(engine="opensearch", opensearch_hosts=tuple(hosts.split(",")), opensearch_prefix=prefix,
    index=Path(index), opensearch_replicas=2)
generations = registry.open_generations(settings)
print("ready", flush=True)
number = int(edition)
while True:
    number += 1
    build_edition(generations, number, int(workshops))
    print(number, flush=True)
"""
pytestmark = [pytest.mark.cluster, pytest.mark.slow]


def builder(site: Settings, edition: int) -> subprocess.Popen[str]:
    """Start a process that builds one edition after the other."""
    options = [",".join(site.opensearch_hosts), site.opensearch_prefix, str(site.index), str(edition), str(WORKSHOPS)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-c", BUILDER, *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def one_build(site: Settings) -> float:
    """Return the seconds that a build takes here and now."""
    process = builder(site, -1_000)
    start = time.monotonic()
    assert process.stdout is not None
    assert process.stdout.readline() == "-999\n"
    process.kill()
    process.communicate()
    return time.monotonic() - start


def kill_builds(site: Settings, kills: int) -> None:
    chance = random.Random(kills)
    with asking(site) as clients:
        longest = 2 * one_build(site)  # so that some builds are done and others are not, on any machine
        for kill in range(kills):
            process = builder(site, kill * 1_000)
            time.sleep(chance.uniform(0, longest))
            process.kill()
            process.communicate()
            indexes = index_names(site)
            served = [name for name, record in indexes.items() if record["aliases"]]
            assert len(served) == 1
            assert served[0].endswith(indexes[served[0]]["mappings"]["_meta"]["complete"])
    assert_all_right(clients)


def assert_no_orphans(site: Settings) -> None:
    """After a build there is nothing that is not complete, and nothing that was never served."""
    report = build_edition(registry.open_generations(site), 1_000_000)
    for name, record in index_names(site).items():
        meta = record["mappings"]["_meta"]
        assert name.endswith(meta["complete"])
        assert name.endswith(report.generation) or "last_served" in meta


def test_five_killed_builds_leave_one_complete_generation_and_no_orphan(site: Settings) -> None:
    build_edition(registry.open_generations(site), 0)
    kill_builds(site, 5)
    assert_no_orphans(site)


@pytest.mark.faults
def test_fifty_killed_builds_leave_one_complete_generation_and_no_orphan(site: Settings) -> None:
    build_edition(registry.open_generations(site), 0)
    kill_builds(site, 50)
    assert_no_orphans(site)
