"""Words of one part of a text: a workshop's title, and its lessons; and paragraphs, which no phrase runs over."""

from pathlib import Path

import pytest

from policysearch.engines.contract import Request, Snapshot
from policysearch.query import And, Clause, InZone, Phrase, View, Word
from tests.engines.factories import snapshot_of, workshop
from tests.engines.snapshot_answers import keys_of, scores


@pytest.mark.parametrize(
    ("clause", "workshops", "lessons"),
    [
        (InZone("title", Word("credit")), ["credit"], ["credit/h1", "credit/h2"]),
        (InZone("title", Word("small")), ["credit"], ["credit/h1", "credit/h2"]),
        (InZone("title", Phrase("small firms")), ["credit"], ["credit/h1", "credit/h2"]),
        (InZone("title", Phrase("firms small")), [], []),
        (InZone("title", Word("exportador")), ["training"], ["training/h1", "training/h2"]),
        (InZone("title", Word("guarantee")), [], []),
        (InZone("title", Word("paper")), [], []),  # of a passage
        (InZone("lesson", Word("small")), ["credit", "training"], ["credit/h1", "training/h1"]),
        (InZone("lesson", Word("guarantee")), ["credit"], ["credit/h1"]),
        (InZone("lesson", Word("fund")), [], []),
        (InZone("lesson", Phrase("lend against")), ["credit"], ["credit/h2"]),
        (And((InZone("lesson", Word("chile")), InZone("title", Word("exporter")))), ["training"], ["training/h2"]),
        (And((InZone("title", Word("customs")), Word("brokers"))), ["customs"], []),  # of a passage of that workshop
    ],
)
def test_a_clause_of_a_zone_reads_that_zone_alone(
    few_snapshot: Snapshot, clause: Clause, workshops: list[str], lessons: list[str]
) -> None:
    assert sorted(scores(few_snapshot, clause)) == workshops
    assert sorted(scores(few_snapshot, clause, "highlights")) == lessons


def test_all_score_alike_times_what_a_part_of_a_query_weighs(few_snapshot: Snapshot) -> None:
    cases: list[tuple[View, Clause]] = [
        ("workshops", InZone("lesson", Word("small"))),
        ("highlights", InZone("title", Word("for"))),
    ]
    for view, clause in cases:
        found = [*scores(few_snapshot, clause, view).values()]
        assert found == pytest.approx([1.0] * len(found))
        assert found
    both = scores(few_snapshot, And((Word("credit"), InZone("title", Word("credit")))))
    assert both["credit"] == pytest.approx(1.0 + scores(few_snapshot, Word("credit"))["credit"])


def test_no_phrase_runs_over_the_end_of_a_paragraph(tmp_path: Path) -> None:
    body = "It ends with green\n\nbonds begin here, and blue bonds end."
    snapshot = snapshot_of(tmp_path, workshop("bonds", "Bonds", body=body))
    for phrase, slop, is_match in (("green bonds", 0, False), ("green bonds", 100, False), ("blue bonds", 0, True)):
        matched = snapshot.execute(Request(Phrase(phrase, slop)))
        assert keys_of(snapshot, matched) == (["bonds"] if is_match else []), phrase
