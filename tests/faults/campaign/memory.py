"""Mixed load with rebuilds: no server process grows, and files do not stay open."""

import random
import statistics
import time
from pathlib import Path
from typing import NamedTuple

from tests.faults.campaign.build_process import start_build
from tests.faults.campaign.readers import readers
from tests.faults.campaign.site_under_fault import edit, make_site
from tests.faults.servers import running

READERS, PAUSE = 2, 0.2  # seconds
BUILD_EVERY = 5.0  # seconds
WARM_UP = 10  # minutes that do not count; of a shorter run, a third
MOST_GROWTH = 0.1  # MB a minute


class Sample(NamedTuple):
    """What a process has of its own after ``minute``: megabytes (RssAnon) and open files."""

    minute: float
    megabytes: float
    files: int


def memory(minutes: int, folder: Path) -> bool:
    """Print for each process how it grows, and return whether none grows by ``MOST_GROWTH``."""
    samples, warm_up = _samples(minutes, folder), min(WARM_UP, minutes / 3)
    growths = []
    for process, all_of_it in samples.items():
        late = [sample for sample in all_of_it if sample.minute >= warm_up]
        growths.append(_slope(late))
        memories, files = [s.megabytes for s in late], [s.files for s in late]
        middle = (warm_up + minutes) / 2
        print(
            f"process {process}: {growths[-1]:+.3f} MB a minute from minute {warm_up:.0f} on "
            f"({_slope([s for s in late if s.minute < middle]):+.3f} before minute {middle:.0f}, "
            f"{_slope([s for s in late if s.minute >= middle]):+.3f} after), {memories[0]:.1f} to "
            f"{memories[-1]:.1f} MB (at most {max(memories):.1f}), open files {min(files)} to {max(files)}"
        )
    return max(growths) < MOST_GROWTH


def _slope(samples: list[Sample]) -> float:
    """Return by how many megabytes a minute these grow: a straight line through them."""
    return statistics.linear_regression([s.minute for s in samples], [s.megabytes for s in samples]).slope


def _samples(minutes: int, folder: Path) -> dict[int, list[Sample]]:
    site, rng = make_site(folder / "site"), random.Random(6)
    samples: dict[int, list[Sample]] = {}
    with running(site.folder) as server, readers(server, READERS, PAUSE) as answers:
        start = time.monotonic()
        while (minute := (time.monotonic() - start) / 60) < minutes:
            edit(site, rng)
            process = start_build(site.folder)
            process.join()
            assert process.exitcode == 0
            for worker in server.workers():
                samples.setdefault(worker, []).append(_sample(worker, minute))
            time.sleep(BUILD_EVERY)
    print(f"{len(answers.seconds)} answers {dict(answers.statuses)}")
    return samples


def _sample(process: int, minute: float) -> Sample:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    kilobytes = int(status.split("RssAnon:")[1].split()[0])
    return Sample(minute, kilobytes / 1_000, len([*Path(f"/proc/{process}/fd").iterdir()]))
