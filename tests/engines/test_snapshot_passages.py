"""What every engine's snapshot must do with passages, and with a NOT."""

from pathlib import Path

import pytest

from policysearch.engines.contract import Request, Snapshot
from policysearch.query import And, Clause, Not, Or, Word
from tests.engines.factories import snapshot_of, workshop
from tests.engines.snapshot_answers import ids_of, keys_of, scores


def test_the_best_passages_that_match_come_first(tmp_path: Path) -> None:
    pages = [
        "Nothing of it here at all",
        "Credit and trade",
        "Credit credit credit",
        "One credit among many other words",
    ]
    snapshot = snapshot_of(tmp_path, workshop("a", "Credit", passages=pages), workshop("b", "Credit"))
    a, b = ids_of(snapshot, "a", "b")
    matched = snapshot.execute(Request(Word("credit")))
    best = matched.best_passages([a, b], 9)
    names = [document.id for document in snapshot.documents(best[a])]
    assert names == [f"a/files/paper.pdf/{number}" for number in (3, 2, 4)]
    assert [*best.get(b, ())] == []
    assert [*matched.best_passages([a], 2)[a]] == [*best[a]][:2]
    assert not any(matched.best_passages([b], 2).values())


def test_without_a_matching_passage_there_is_no_best_one(few_snapshot: Snapshot) -> None:
    ids = ids_of(few_snapshot, "credit", "customs")
    assert not any(few_snapshot.execute(Request(Word("window"))).best_passages(ids[:1], 3).values())
    assert not any(few_snapshot.execute(Request(Word("clearance"))).best_passages(ids, 3).values())


def test_a_workshop_scores_the_best_of_its_own_words_and_each_passage(tmp_path: Path) -> None:
    words = "Guarantees for exporters"
    snapshot = snapshot_of(
        tmp_path,
        workshop("passage", "", passages=[words, "Of something else"]),
        workshop("own", "", body=words),
        workshop("both", "", body=words, passages=[words]),
    )
    of_each = scores(snapshot, Word("guarantees"))
    assert of_each["both"] == pytest.approx(max(of_each["passage"], of_each["own"]))


@pytest.mark.parametrize("clause", [Not(Word("logistics")), And((Word("brokers"), Not(Word("logistics"))))])
def test_a_not_that_a_workshop_s_own_words_match_excludes_its_passages_too(
    few_snapshot: Snapshot, clause: Clause
) -> None:
    matched = few_snapshot.execute(Request(clause))
    assert "customs" not in keys_of(few_snapshot, matched)
    assert not any(matched.best_passages(ids_of(few_snapshot, "customs"), 3).values())


def test_a_not_that_one_passage_matches_excludes_that_passage_alone(few_snapshot: Snapshot) -> None:
    matched = few_snapshot.execute(Request(And((Or((Word("brokers"), Word("ports"))), Not(Word("airports"))))))
    (customs,) = ids_of(few_snapshot, "customs")
    assert keys_of(few_snapshot, matched) == ["customs"]
    assert matched.best_passages([customs], 3)[customs] == ids_of(few_snapshot, "customs/files/paper.pdf/2")


def test_a_not_of_a_stop_word_excludes_no_passage_that_lacks_it(few_snapshot: Snapshot) -> None:
    clause = And((Word("brokers"), Not(Word("the", required=False))))
    assert keys_of(few_snapshot, few_snapshot.execute(Request(clause))) == ["customs"]
