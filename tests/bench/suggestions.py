"""Suggestions that nobody asked for before: prefixes of words of titles, each asked once. ``python -m tests.bench``."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from policysearch.settings import Settings
from tests.bench import processes
from tests.bench.corpus import SyntheticCorpus
from tests.bench.figures import Table, milliseconds, percentile
from tests.bench.options import Options
from tests.engines.factories import open_searcher

SIZES = (25_000,)
ASKED = 200  # prefixes of each kind
LIMIT = 8  # suggestions, as the page asks for
NOTE = "Milliseconds; each prefix of a word of a title is asked once, of a searcher that has answered 20 others."


def run(options: Options) -> Iterator[Table]:
    """Yield a table for each size: kinds of prefixes by median and p95."""
    for size in options.sizes_or(SIZES):
        corpus = SyntheticCorpus(size)
        folder = processes.index("ours", corpus, options.scratch)
        words = sorted({word for entry in corpus for word in entry.title.lower().split() if len(word) > 5})
        times = processes.run_in_process(_times, folder, words, options.clock)
        rows = [
            [kind, milliseconds(percentile(values, 0.50)), milliseconds(percentile(values, 0.95))]
            for kind, values in times.items()
        ]
        title = f"Suggestions at {size:,} workshops, asked for the first time"
        yield Table(title, ["prefix", "p50", "p95"], rows, [NOTE], {"size": size, "times": times})


def _times(folder: Path, words: Sequence[str], clock: str) -> dict[str, list[float]]:
    """Return the milliseconds of each prefix, by its kind."""
    searcher = open_searcher(Settings(index=folder))
    chosen = random.Random(1).sample(words, min(4 * ASKED + 20, len(words)))
    for word in chosen[-20:]:
        searcher.suggest(word, "en", LIMIT)
    kinds: dict[str, Callable[[str], str]] = {
        "three letters": lambda word: word[:3],
        "five letters": lambda word: word[:5],
        "a whole word": lambda word: word,
        "a typo": lambda word: word[:2] + word[3:],
    }
    now = time.thread_time if clock == "cpu" else time.perf_counter
    times: dict[str, list[float]] = {}
    for number, (kind, prefix) in enumerate(kinds.items()):
        prefixes = dict.fromkeys(prefix(word) for word in chosen[number * ASKED : (number + 1) * ASKED])
        times[kind] = []
        for text in prefixes:
            started = now()
            searcher.suggest(text, "en", LIMIT)
            times[kind].append(1_000 * (now() - started))
    searcher.close()
    return times
