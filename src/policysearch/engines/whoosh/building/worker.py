"""The other process of a build: takes documents in batches, inverts them, and names the files of its runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policysearch.documents import Document
from policysearch.engines.whoosh import records
from policysearch.engines.whoosh.building.making import Runs
from policysearch.processes import serve


def answers(messages: Iterator[Any]) -> Iterator[list[tuple[str, Mapping[str, list[bytes]]]]]:
    """The folder to write to comes first, then batches; None ends them: (file, strings) of runs answer it."""
    folder = Path(next(messages))
    runs = Runs(folder, "other")
    whole: Document | None = None
    for batch in messages:
        if batch is None:
            yield [(f"other-{number}.arrays", part.strings) for number, part in enumerate(runs.parts())]
            return
        for own, told in batch:
            document = records.hear(told, None if own else whole)
            whole = document if own else whole
            runs.add(document, told)


if __name__ == "__main__":
    serve(answers)
