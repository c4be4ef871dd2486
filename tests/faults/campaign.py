"""The long form of the campaign of faults: kills, flips and cuts, failing system calls, rebuilds under load, memory.

    python -m tests.faults.campaign kills 200
    python -m tests.faults.campaign flips 2000
    python -m tests.faults.campaign calls 500
    python -m tests.faults.campaign rebuilds 1000
    python -m tests.faults.campaign memory 30

Each prints one line of figures, and ends with 1 where something was lost, wrong or late.
"""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path

from tests.faults.servers import POLICYSEARCH, Server, running
from tests.faults.sites import Answers, Site, flip
from tests.faults.tools import program

WORKSHOPS = 60
LATE = 2.0  # seconds
CALLS = ("write", "fsync", "rename", "link", "fallocate", "mkdir", "unlink", "flock", "pwrite64")
ERRORS = ("ENOSPC", "EIO", "EACCES", "EDQUOT")


def make_site(folder: Path) -> Site:
    """A site of two generations that share their large segment."""
    site, rng = Site(folder), random.Random(1)
    for number in range(WORKSHOPS):
        words = " ".join(f"word{rng.randrange(9_999)}" for _ in range(150))
        site.write(f"w{number:03}", "Apples", f"Prose {words}")
    assert site.run("build").code == 0
    site.write("w000", "Berries")
    assert site.run("build").code == 0
    return site


def edit(site: Site, rng: random.Random) -> None:
    for number in rng.sample(range(WORKSHOPS), rng.choice((1, 2, 25))):
        site.write(f"w{number:03}", rng.choice(("Apples", "Berries")), f"Prose {rng.randrange(10**6)}")


def anew(site: Site, folder: Path) -> Answers:
    """What an index that was never harmed answers to the same materials."""
    shutil.rmtree(folder, ignore_errors=True)
    clean = Site(folder)
    for path in site.settings.materials.glob("*.md"):
        shutil.copyfile(path, clean.settings.materials / path.name)
    assert clean.run("build").code == 0
    return clean.answers()


def kills(count: int, folder: Path) -> bool:
    """Kill builds at any moment. What is served stays, and the next build has the right answers."""
    site, rng, wrong = make_site(folder / "site"), random.Random(2), 0
    for _ in range(count):
        before, served = site.answers(), site.searcher().generation
        edit(site, rng)
        process = subprocess.Popen([*POLICYSEARCH, "build", "--yes"], cwd=site.folder, stdout=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(rng.uniform(0.15, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        is_old = site.searcher().generation == served
        wrong += is_old and _known(site.answers(), before)
        wrong += site.run("build").code != 0 or site.answers() != anew(site, folder / "clean")
    print(f"{count} builds killed: {wrong} wrong")
    return not wrong


def _known(answers: Answers, before: Answers) -> bool:
    """Whether what stayed in service says other things than before."""
    return answers != before


def flips(count: int, folder: Path) -> bool:
    """Turn bits and cut files of the index, each file in turn. No wrong answer; a build heals everything."""
    base, rng = make_site(folder / "base"), random.Random(3)
    right, tally = base.answers(), Counter[str]()
    site = base.copy(folder / "site")
    for number in range(count):
        files = sorted(path for path in site.settings.index.rglob("*") if path.is_file() and path.stat().st_size)
        path = files[number % len(files)]
        if rng.random() < 0.8:
            flip(path, rng.randrange(path.stat().st_size * 8))
        else:
            os.truncate(path, rng.randrange(path.stat().st_size))
        is_seen = site.run("verify").code == 1
        is_healed = site.run("build").code == 0 and site.run("verify").code == 0
        tally["seen" if is_seen else "harmless"] += 1
        tally["wrong"] += not is_healed or site.answers() != right
    print(f"{count} flips and cuts: {dict(tally)}")
    return not tally["wrong"]


def calls(count: int, folder: Path) -> bool:
    """Let system calls of builds fail, one kind at a time, from some call on. Nothing is lost, no traceback."""
    site, rng, wrong, refused = make_site(folder / "site"), random.Random(4), 0, 0
    tracebacks = 0
    for _ in range(count):
        edit(site, rng)
        fault = f"inject={rng.choice(CALLS)}:error={rng.choice(ERRORS)}:when={rng.randrange(1, 16)}+"
        command = [program("strace"), "-f", "-qq", "-o", "/dev/null", "-e", fault]
        build = [*command, *POLICYSEARCH, "build", "--yes"]
        done = subprocess.run(build, cwd=site.folder, capture_output=True, text=True, check=False, timeout=300)
        refused += done.returncode != 0
        tracebacks += "Traceback" in done.stderr
        wrong += site.run("build").code != 0 or site.answers() != anew(site, folder / "clean")
    print(f"{count} builds with failing system calls: {refused} refused, {tracebacks} with a traceback, {wrong} wrong")
    return bool(refused) and not wrong and not tracebacks  # a fault that no build met shows nothing


def rebuilds(count: int, folder: Path) -> bool:
    """Build again and again under readers. Each answer is whole, of one edition, and in time."""
    site, rng = make_site(folder / "site"), random.Random(5)
    with running(site.folder) as server, _readers(server, 3) as (statuses, seconds):
        for _ in range(count):
            edit(site, rng)
            assert site.run("build").code == 0
    seconds.sort()
    late = sum(second > LATE for second in seconds)
    figures = f"{len(seconds)} answers {dict(statuses)}, p99 {seconds[len(seconds) * 99 // 100]:.3f} s, late {late}"
    print(f"{count} rebuilds under load: {figures}")
    return statuses.keys() == {"200"} and not late


@contextlib.contextmanager
def _readers(server: Server, count: int) -> Iterator[tuple[Counter[str], list[float]]]:
    """Readers who ask all the time."""
    statuses, seconds, done = Counter[str](), list[float](), threading.Event()

    def read(seed: int) -> None:
        rng = random.Random(seed)
        paths = ("/?q=apples", "/?q=berries", "/api/v1/search?q=prose", "/workshops/w001", "/export.csv", "/map")
        while not done.is_set():
            try:
                answer = server.get(f"{rng.choice(paths)}#{rng.random()}")
                statuses[str(answer.status)] += 1
                seconds.append(answer.seconds)
            except (OSError, HTTPException) as error:
                statuses[type(error).__name__] += 1
            time.sleep(0.02)

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield statuses, seconds
    finally:
        done.set()
        for thread in threads:
            thread.join()


def memory(minutes: int, folder: Path) -> bool:
    """Mixed load with rebuilds. After a third of the time no process grows by 0.1 MB of its own memory a minute."""
    site, rng = make_site(folder / "site"), random.Random(6)
    samples: dict[int, list[tuple[float, float, int]]] = {}
    with running(site.folder) as server, _readers(server, 3):
        start = time.monotonic()
        while (elapsed := time.monotonic() - start) < minutes * 60:
            edit(site, rng)
            assert site.run("build").code == 0
            for worker in server.workers():
                samples.setdefault(worker, []).append((elapsed / 60, _own_memory(worker), _open_files(worker)))
            time.sleep(2)
    slopes = []
    for worker, figures in samples.items():
        late = [figure for figure in figures if figure[0] >= minutes / 3]
        slopes.append(_slope([(minute, megabytes) for minute, megabytes, _ in late]))
        files = [count for _, _, count in late]
        print(f"process {worker}: {slopes[-1]:+.3f} MB a minute, {late[-1][1]:.0f} MB, files {files[0]} to {files[-1]}")
    return max(slopes) < 0.1


def _own_memory(process: int) -> float:
    """Return RssAnon in MB."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.split("RssAnon:")[1].split()[0]) / 1_000


def _open_files(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def _slope(points: list[tuple[float, float]]) -> float:
    """Return the slope of the line of least squares."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0


CAMPAIGNS: dict[str, Callable[[int, Path], bool]] = {
    "kills": kills,
    "flips": flips,
    "calls": calls,
    "rebuilds": rebuilds,
    "memory": memory,
}


def run(name: str, count: int) -> bool:
    """Run one campaign in a folder of its own; return whether all was well."""
    with tempfile.TemporaryDirectory(prefix="policysearch-faults-") as folder:
        return CAMPAIGNS[name](count, Path(folder))


if __name__ == "__main__":
    sys.exit(0 if run(sys.argv[1], int(sys.argv[2])) else 1)
