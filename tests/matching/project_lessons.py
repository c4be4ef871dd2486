"""Materials for the notes in ``notes/projects``: 300 records of projects, whose sentences are the lessons.

``python -m tests.matching.project_lessons FOLDER`` writes them; they are all records that a note names, and some more.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.bench.corpus import RECORDS
from tests.bench.options import DATA
from tests.matching.judged_notes import FOLDER, paragraphs

PROJECTS = 300
STEP, FIRST = 160, 77  # of the records with a text, of which no note speaks
MOST, LEAST = 6, 20  # sentences of a project; characters of a sentence
SENTENCE = re.compile(r"(?<=[.;:])\s+(?=[A-Z(])")


def main(folder: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for slug, text in materials():
        Path(folder, f"{slug}.md").write_text(text, "utf-8")


def materials() -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each file."""
    named = {lesson for paragraph in paragraphs(FOLDER / "projects") for lesson in paragraph.lessons}
    with gzip.open(DATA / RECORDS, "rt", encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if record["text"].strip()]
    chosen = [record for record in records if record["id"].lower() in named]
    others = [record for record in records if record["id"].lower() not in named][FIRST::STEP]
    for record in [*chosen, *others[: PROJECTS - len(chosen)]]:
        yield record["id"].lower(), _material(record)


def _material(record: dict[str, str]) -> str:
    start = record["date"] or "2000-01-01"
    about = {"title": record["title"], "start": start, "city": "Washington", "country": "US", "language": "en"}
    text = " ".join(record["text"].split())
    sentences = [part for part in SENTENCE.split(text) if len(part) > LEAST][:MOST] or [text]
    lessons = (f"- {sentence} {{#h{number}}}\n" for number, sentence in enumerate(sentences, 1))
    return f"---\n{yaml.safe_dump(about, allow_unicode=True)}---\n\n## Highlights\n\n{''.join(lessons)}"


if __name__ == "__main__":
    main(*sys.argv[1:])
