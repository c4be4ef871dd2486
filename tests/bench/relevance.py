"""Relevance beside other engines: nDCG@10 on judged sets. ``python -m tests.bench.relevance`` runs it alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policysearch.evaluation import evaluate, mean, measure
from policysearch.evaluation.judged_set import read_judged_set
from tests.bench.figures import Table
from tests.bench.options import Options
from tests.bench.rankings import PEERS

SETS = {"cran": "en", "cisi": "en", "npl": "en", "dbpedia_mini": "en", "xquad_en": "en", "xquad_es": "es"}
METRIC = "nDCG@10"
NOTE = (
    "nDCG@10, mean over the judged queries of each set; any word matches, one configuration for all sets. Each "
    "engine as its documentation sets it up for the language: its own tokenizer, stop words and stemmer (FTS5 has a "
    "stemmer for English alone), title and text, BM25(F) with its own defaults."
)


def run(options: Options) -> Iterator[Table]:
    """Yield one table: engines by sets; and where it is asked for, the sets with meaning and without."""
    folder = options.data / "judged"
    sets = [name for name in SETS if (folder / name).is_dir()]
    if not sets:
        print(f"relevance is left out: there are no judged sets in {folder}.")
        return
    values: dict[str, dict[str, float]] = {"policysearch": {}, **{name: {} for name in PEERS}}
    for name in sets:
        values["policysearch"][name] = evaluate(folder / name, SETS[name]).metrics[METRIC]
        for peer in PEERS:
            if (value := _peer_value(peer, folder / name, SETS[name])) is not None:
                values[peer][name] = value
    yield _table({engine: row for engine, row in values.items() if row}, sets)
    if options.meaning:
        from tests.bench import meaning  # which measures the same sets

        yield from meaning.run(options)


def _peer_value(peer: str, folder: Path, language: str) -> float | None:
    """Return the peer's value on a judged set; None where its library is not installed."""
    judged = read_judged_set(folder)
    try:
        return mean(measure(judged.qrels, PEERS[peer](judged, language)))[METRIC]
    except ImportError as error:
        print(f"{peer} is left out: {error}.")
        return None


def _table(values: dict[str, dict[str, float]], sets: list[str]) -> Table:
    rows = [
        [engine, *(f"{row[name]:.3f}" for name in sets), f"{sum(row.values()) / len(row):.3f}"]
        for engine, row in values.items()
    ]
    return Table("Relevance", ["engine", *sets, "mean"], rows, [NOTE], {"values": values})


if __name__ == "__main__":
    for table in run(Options()):
        print(table.markdown())
