"""A judged set: a collection's documents, its queries, and relevance grades for pairs of them (qrels)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policysearch.model.errors import EvaluationError
from policysearch.model.message import message

Qrels = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """A test collection. ``queries`` maps query id to text, ``qrels`` query id to document id to relevance grade."""

    docs: Path
    queries: Mapping[str, str]
    qrels: Qrels

    def documents(self) -> Iterator[tuple[str, str, str]]:
        """Yield (id, title, text) of each document. Raises EvaluationError that names file and line."""
        return _records(self.docs)


def read_judged_set(folder: Path) -> JudgedSet:
    """Read ``docs.jsonl`` or ``docs.jsonl.gz``, ``queries.jsonl`` and ``qrels.tsv`` of ``folder``.

    Queries without a judgement are left out. Raises EvaluationError that names file and line.
    """
    qrels = _read_qrels(folder / "qrels.tsv")
    texts = {name: text for name, _, text in _records(folder / "queries.jsonl") if name in qrels}
    docs = next((path for path in (folder / "docs.jsonl", folder / "docs.jsonl.gz") if path.exists()), None)
    if docs is None:
        raise EvaluationError(message("There is no docs.jsonl or docs.jsonl.gz in {folder}.", folder=folder))
    if not texts:
        raise EvaluationError(
            message(
                "No query of {folder} is judged in {folder_2}.",
                folder=folder / "queries.jsonl",
                folder_2=folder / "qrels.tsv",
            )
        )
    return JudgedSet(docs, texts, {name: qrels[name] for name in texts})


def _records(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (id, title, text) of each line."""
    for number, line in _lines(path):
        try:
            record = json.loads(line)
            yield str(record["id"]), str(record.get("title") or ""), str(record["text"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvaluationError(
                message('{path}:{number}: this is no JSON record with "id" and "text".', path=path, number=number)
            ) from error


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        try:
            query, document, grade = line.split("\t")
            qrels.setdefault(query, {})[document] = int(grade)
        except ValueError as error:
            raise EvaluationError(
                message(
                    "{path}:{number}: this is not query, document and grade with tabs between.",
                    path=path,
                    number=number,
                )
            ) from error
    return qrels


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from ((number, line.rstrip("\r\n")) for number, line in enumerate(lines, 1) if line.strip())
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise EvaluationError(message("{path} cannot be read.", path=path), str(error)) from error
