import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from policysearch import evaluation
from policysearch.cli import policysearch
from policysearch.evaluation import Evaluation
from policysearch.model.errors import EvaluationError

DOCS = {
    "a": ("Credit for small firms", "Guarantee funds share the risk of lending with banks."),
    "b/1": ("Customs", "A single window shortens the clearance of goods at the border."),
    "c": ("", "Training exporters in small groups; credit is not their concern, markets are."),
}
QUERIES = {"q1": "what is credit for firms?", "q2": 'border: clearance "of goods', "q3": "the of", "unjudged": "x"}
QRELS = "q1\ta\t2\nq1\tc\t1\nq2\tb/1\t1\nq3\ta\t1\n"


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    lines = [json.dumps({"id": name, "title": title, "text": text}) for name, (title, text) in DOCS.items()]
    (tmp_path / "docs.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    queries = [json.dumps({"id": name, "text": text}) for name, text in QUERIES.items()]
    (tmp_path / "queries.jsonl").write_text("\n".join(queries), "utf-8")
    (tmp_path / "qrels.tsv").write_text(QRELS, "utf-8")
    return tmp_path


def test_every_judged_query_is_run_with_any_word_and_measured(judged: Path) -> None:
    result = evaluation.evaluate(judged)
    assert result.queries["q1"] == {"nDCG@10": 1.0, "MAP": 1.0, "R@100": 1.0, "MRR": 1.0}
    assert result.queries["q2"]["MRR"] == 1.0
    assert set(result.queries) == {"q1", "q2", "q3"}
    assert result.metrics["nDCG@10"] == pytest.approx(2 / 3)
    assert result.documents == 3


def test_a_query_of_stop_words_finds_nothing_and_is_the_worst(judged: Path) -> None:
    assert evaluation.evaluate(judged).worst(1) == [("q3", "the of", 0.0)]


def test_plain_jsonl_is_read_too_and_in_the_language_told(judged: Path) -> None:
    (judged / "docs.jsonl.gz").unlink()
    (judged / "docs.jsonl").write_text('{"id": "a", "title": "", "text": "las políticas públicas"}\n', "utf-8")
    (judged / "queries.jsonl").write_text('{"id": "q1", "text": "la politica"}\n', "utf-8")
    assert evaluation.evaluate(judged, "es").metrics["MRR"] == 1.0


def test_a_saved_run_is_compared_query_by_query(judged: Path, tmp_path: Path) -> None:
    candidate = evaluation.evaluate(judged)
    worse = {name: dict.fromkeys(evaluation.METRICS, 0.0) for name in candidate.queries}
    baseline = Evaluation(dict.fromkeys(evaluation.METRICS, 0.0), worse, candidate.texts, 3, "en")
    baseline.save(tmp_path / "before.json")
    loaded = evaluation.load(tmp_path / "before.json")
    difference = evaluation.compare(loaded, candidate)["nDCG@10"]
    assert (difference.baseline, difference.better, difference.worse) == (0.0, 2, 0)
    assert difference.p == 0.5  # exact, and two queries prove nothing
    assert evaluation.ndcg_changes(loaded, candidate)["q1"] == 1.0


def test_a_difference_on_many_queries_is_significant_and_none_is_not() -> None:
    def run(value: float) -> Evaluation:
        scores = {f"q{n}": dict.fromkeys(evaluation.METRICS, value) for n in range(20)}
        return Evaluation({}, scores, {}, 1, "en")

    assert evaluation.compare(run(0.4), run(0.5))["MAP"].p < 0.01
    assert evaluation.compare(run(0.4), run(0.4))["MAP"].p == 1.0


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("qrels.tsv", "q1\ta\t1\nq1 a 1\n", r"qrels\.tsv:2: "),
        ("qrels.tsv", "q1\ta\tgood\n", r"qrels\.tsv:1: "),
        ("queries.jsonl", '{"id": "q1"}', r"queries\.jsonl:1: "),
        ("queries.jsonl", '{"id": "other", "text": "x"}', "No query"),
        ("docs.jsonl", "[]", r"docs\.jsonl:1: "),
    ],
)
def test_malformed_files_are_named_with_the_line(judged: Path, file: str, content: str, message: str) -> None:
    (judged / file).write_text(content, "utf-8")
    with pytest.raises(EvaluationError, match=message):
        evaluation.evaluate(judged)


def test_a_missing_file_has_a_message(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"qrels\.tsv cannot be read"):
        evaluation.evaluate(tmp_path)
    with pytest.raises(EvaluationError, match="no saved evaluation"):
        evaluation.load(tmp_path / "none.json")


def test_the_command_prints_json_with_the_metrics(judged: Path, tmp_path: Path) -> None:
    saved = str(tmp_path / "run.json")
    assert CliRunner().invoke(policysearch, ["evaluate", str(judged), "--save", saved]).exit_code == 0
    compared = CliRunner().invoke(policysearch, ["evaluate", str(judged), "--json", "--compare", saved])
    record = json.loads(compared.output)
    assert list(record["metrics"]) == ["nDCG@10", "MAP", "R@100", "MRR"]
    assert record["compare"]["MRR"]["p"] == 1.0
    assert record["worst"][0]["id"] == "q3"


def test_the_command_prints_the_worst_queries_and_what_changed(judged: Path, tmp_path: Path) -> None:
    result = evaluation.evaluate(judged)
    worse = {name: dict.fromkeys(evaluation.METRICS, 0.5) for name in result.queries}
    Evaluation(result.metrics, worse, result.texts, 3, "en").save(tmp_path / "before.json")
    words = ["evaluate", str(judged), "--compare", str(tmp_path / "before.json")]
    output = CliRunner().invoke(policysearch, words).output
    assert "0.0000  q3  the of" in output
    assert "+0.5000  q1" in output
    assert "p = " in output
