"""How good the ranking is: judged queries run against a temporary index with the product's own engine."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from policysearch.documents import FACETS, Document, Text
from policysearch.engine import Searcher
from policysearch.engines import open_indexer, open_searcher
from policysearch.errors import EvaluationError
from policysearch.materials.workshop import Workshop, WorkshopText
from policysearch.query import Everything, Query, bag, relax
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary

METRICS = ("nDCG@10", "MAP", "R@100", "MRR")
DEPTH = 1_000
FLIPS = 10_000
_DAY = date(2000, 1, 1)

Scores = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The mean of each metric, each query's own values, and the queries' words."""

    metrics: Mapping[str, float]
    queries: Scores
    texts: Mapping[str, str]
    documents: int
    language: str

    def worst(self, count: int) -> list[tuple[str, str, float]]:
        """The queries of the lowest nDCG@10: (id, text, value)."""
        ranked = sorted(self.queries, key=lambda name: (self.queries[name]["nDCG@10"], name))
        return [(name, self.texts[name], self.queries[name]["nDCG@10"]) for name in ranked[:count]]

    def save(self, path: Path) -> None:
        """Write it for a later comparison."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in a metric: both means over the shared queries, how many won and lost, and how likely by chance."""

    before: float
    after: float
    better: int
    worse: int
    p: float


def evaluate(folder: Path, language: str = "en") -> Evaluation:
    """Run every judged query of ``folder`` with any-word matching.

    The folder holds ``docs.jsonl`` or ``docs.jsonl.gz`` (id, title, text), ``queries.jsonl`` (id, text) and
    ``qrels.tsv`` (query, document, grade). Raises EvaluationError, naming file and line.
    """
    judged = _judgements(folder / "qrels.tsv")
    texts = {name: text for name, _, text in _records(folder / "queries.jsonl") if name in judged}
    docs = next((path for path in (folder / "docs.jsonl", folder / "docs.jsonl.gz") if path.exists()), None)
    if docs is None:
        raise EvaluationError(f"There is no docs.jsonl or docs.jsonl.gz in {folder}.")
    if not texts:
        raise EvaluationError(f"No query of {folder / 'queries.jsonl'} is judged in {folder / 'qrels.tsv'}.")
    with TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        names = _index(_records(docs), language, Settings(index=Path(temporary) / "index"))
        searcher = open_searcher(Settings(index=Path(temporary) / "index"))
        try:
            found = {name: [names[n] for n in _ranked(searcher, text, language)] for name, text in texts.items()}
        finally:
            searcher.close()
    scores = _measured({name: judged[name] for name in texts}, found)
    means = {metric: float(np.mean([one[metric] for one in scores.values()])) for metric in METRICS}
    return Evaluation(means, scores, texts, len(names), language)


def load(path: Path) -> Evaluation:
    """An Evaluation that was saved. Raises EvaluationError."""
    try:
        return Evaluation(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise EvaluationError(f"{path} is no saved evaluation.", "Write one with --save.") from error


def compare(before: Evaluation, after: Evaluation) -> dict[str, Difference]:
    """Per metric, the difference over the queries both have, with a paired randomization test (two-sided)."""
    shared = sorted(before.queries.keys() & after.queries.keys())
    if not shared:
        raise EvaluationError("The two evaluations have no query in common.")
    return {metric: _difference(metric, shared, before.queries, after.queries) for metric in METRICS}


def changes(before: Evaluation, after: Evaluation) -> dict[str, float]:
    """Per query that both have, by how much its nDCG@10 changed."""
    shared = before.queries.keys() & after.queries.keys()
    return {name: after.queries[name]["nDCG@10"] - before.queries[name]["nDCG@10"] for name in sorted(shared)}


def _difference(metric: str, shared: list[str], before: Scores, after: Scores) -> Difference:
    old, new = (np.array([scores[name][metric] for name in shared]) for scores in (before, after))
    gain = new - old
    flips = np.random.default_rng(0).choice((-1.0, 1.0), (FLIPS, len(gain)))
    extreme = int((np.abs((flips * gain).mean(axis=1)) >= abs(gain.mean()) - 1e-12).sum())
    better, worse = int((gain > 1e-9).sum()), int((gain < -1e-9).sum())
    return Difference(float(old.mean()), float(new.mean()), better, worse, (extreme + 1) / (FLIPS + 1))


def _index(records: Iterator[tuple[str, str, str]], language: str, settings: Settings) -> dict[str, str]:
    """Build the index; what each of its slugs is called in the collection."""
    names: dict[str, str] = {}

    def documents() -> Iterator[Document]:
        for number, (name, title, text) in enumerate(records):
            slug = f"{number:08}"
            names[slug] = name
            yield _document(slug, title, text, language)

    open_indexer(settings).build(documents(), {}, Vocabulary())
    return names


def _document(slug: str, title: str, text: str, language: str) -> Document:
    words = WorkshopText(language, title, text, text, ())
    workshop = Workshop(slug, language, {language: words}, _DAY, _DAY)
    return Document(slug, "workshop", workshop, "", {language: Text(title, body=text)}, dict.fromkeys(FACETS, ()))


def _ranked(searcher: Searcher, text: str, language: str) -> list[str]:
    clause = relax(bag(text))
    if clause == Everything():
        return []
    found = searcher.scan(replace(Query(text), clause=clause, language=language))
    return [document.id for document in islice(found, DEPTH)]


def _measured(judged: Mapping[str, Mapping[str, int]], found: Mapping[str, list[str]]) -> dict[str, dict[str, float]]:
    try:
        import ir_measures
    except ImportError as error:
        raise EvaluationError(
            "Evaluating needs the package ir-measures.", "Install it: pip install 'policysearch[evaluate]'"
        ) from error
    measures = {ir_measures.nDCG @ 10: "nDCG@10", ir_measures.AP: "MAP", ir_measures.R @ 100: "R@100"}
    measures[ir_measures.RR] = "MRR"
    run = {name: {one: float(DEPTH - rank) for rank, one in enumerate(ids)} for name, ids in found.items()}
    scores = {name: dict.fromkeys(METRICS, 0.0) for name in judged}
    for value in ir_measures.iter_calc(list(measures), judged, run):
        scores[value.query_id][measures[value.measure]] = float(value.value)
    return scores


def _records(path: Path) -> Iterator[tuple[str, str, str]]:
    """(id, title, text) of each line."""
    for number, line in _lines(path):
        try:
            record = json.loads(line)
            yield str(record["id"]), str(record.get("title") or ""), str(record["text"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvaluationError(f'{path}:{number}: this is no JSON record with "id" and "text".') from error


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        try:
            query, document, grade = line.split("\t")
            judged.setdefault(query, {})[document] = int(grade)
        except ValueError as error:
            raise EvaluationError(
                f"{path}:{number}: this is not query, document and grade with tabs between."
            ) from error
    return judged


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from ((number, line.rstrip("\r\n")) for number, line in enumerate(lines, 1) if line.strip())
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read.", str(error)) from error
