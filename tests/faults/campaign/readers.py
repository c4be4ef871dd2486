"""Readers who ask a server all the time, and what they were answered."""

import contextlib
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPException

from tests.faults.servers import Server

PATHS = (
    *("/?q=apples", "/?q=apples+word{}", "/?q=berries+OR+word{}&lang=es", "/?q=ber*&country=PE", "/?q=wrod{}"),
    *("/api/v1/search?q=prose+word{}", "/api/v1/suggest?q=wor", "/workshops/w0{}", "/workshops/w002/h1", "/map"),
    *("/export.csv?q=word{}", "/brief?q=word{}"),
)
MOST_WORDS = 60
FAILED = 0  # in place of a status, where there was none


class Answers:
    """The statuses of answers, and how long each took in seconds."""

    def __init__(self) -> None:
        self.statuses = Counter[int]()
        self.seconds: list[float] = []

    def late(self, limit: float) -> int:
        """Return how many took longer."""
        return sum(second > limit for second in self.seconds)

    def p99(self) -> float:
        return sorted(self.seconds)[len(self.seconds) * 99 // 100]


@contextlib.contextmanager
def readers(server: Server, count: int, pause: float) -> Iterator[Answers]:
    """``count`` readers who wait ``pause`` seconds before each question."""
    answers, done = Answers(), threading.Event()

    def read(seed: int) -> None:
        rng = random.Random(seed)
        while not done.wait(pause):
            path = rng.choice(PATHS).format(rng.randrange(10, MOST_WORDS))
            start = time.monotonic()
            status, said = FAILED, ""
            try:
                status, _, body, _ = server.get(path)
                said = body[:300].decode("utf-8", "replace") if status != 200 else ""
            except (OSError, HTTPException) as error:
                said = repr(error)
            if said:
                print(f"{path}: {status} {said}", file=sys.stderr, flush=True)
            answers.statuses[status] += 1
            answers.seconds.append(time.monotonic() - start)

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        done.set()
        for thread in threads:
            thread.join()
