"""What every engine's snapshot must score: candidates, bonuses, boosts, likeness."""

from pathlib import Path

import numpy as np
import pytest

from policysearch.engines.contract import Like, Request, Snapshot, Term
from policysearch.query import And, Clause, Fuzzy, InFacet, Not, Or, Word
from tests.engines.factories import snapshot_of, workshop
from tests.engines.snapshot_answers import ids_of, keys_of, scores


def test_candidates_are_before_filters_and_grouping(few_snapshot: Snapshot) -> None:
    def candidates(clause: Clause, most: int) -> int:
        return len(few_snapshot.execute(Request(clause, filters=(("year", ("1999",)),), candidates=most)).candidates)

    assert [candidates(Word("window"), most) for most in (0, 1, 2, 50)] == [0, 1, 2, 2]  # customs and its passage
    assert candidates(Word("chile"), 50) == 2
    assert candidates(Word("nowhere"), 50) == 0


def test_candidates_have_the_highest_scores(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, *(workshop(f"w{n}", body="credit union " * n + "other " * 9) for n in range(1, 6)))
    matched = snapshot.execute(Request(Word("credit"), candidates=2))
    raised = matched.rescored(np.full(2, 100.0))
    scores, raised_scores = ([score for _, score in each.hits] for each in (matched, raised))
    assert raised_scores == pytest.approx([scores[0] + 100.0, scores[1] + 100.0, *scores[2:]])


def test_no_bonus_changes_nothing_and_a_bonus_orders_anew(few_snapshot: Snapshot) -> None:
    request = Request(Word("chile"), candidates=50, facets=("year",), sort="relevance")
    matched = few_snapshot.execute(request)
    same = matched.rescored(np.zeros(2))
    assert [*same.hits] == [*matched.hits]
    (last, score), best = matched.hits[1], matched.hits[0][1]
    orders = [[*matched.rescored(np.array(bonuses)).hits] for bonuses in ((5.0, 0.0), (0.0, 5.0))]
    (raised,) = [hits for hits in orders if hits[0][0] == last]
    assert [doc_id for doc_id, _ in raised] == [last, matched.hits[0][0]]
    assert [raised_score for _, raised_score in raised] == pytest.approx([score + 5.0, best])
    rescored = matched.rescored(np.ones(2))
    assert (rescored.total, rescored.facets) == (matched.total, matched.facets)
    assert [document.id for document in rescored.scan()] == [document.id for document in matched.scan()]


def test_a_bonus_of_a_passage_raises_its_workshop(few_snapshot: Snapshot) -> None:
    matched = few_snapshot.execute(Request(Word("brokers"), candidates=50))
    (hit,), (raised,) = matched.hits, matched.rescored(np.array([7.0])).hits
    assert raised[0] == hit[0]
    assert raised[1] == pytest.approx(hit[1] + 7.0)


def test_positions_count_every_word_and_zones_are_far_apart(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, workshop("a", "Credit for firms", "Firms use credit", body="A bank gives credit"))
    matched = snapshot.execute(Request(Word("credit"), candidates=50))
    terms = [Term("en", "credit"), Term("en", "firm"), Term("en", "bank"), Term("en", "unheard")]
    candidates, positions, numbers = snapshot.positions(terms, matched.candidates)
    assert {array.dtype for array in (candidates, positions, numbers)} == {np.dtype(np.int64)}
    assert {*candidates.tolist()} == {0}
    credit, firm, bank, unheard = (sorted(positions[numbers == number].tolist()) for number in range(4))
    assert (len(credit), len(firm), len(bank), len(unheard)) == (3, 2, 1, 0)
    assert firm[0] - credit[0] == 2  # "for" is one position
    assert credit[1] - firm[1] == 2
    assert credit[2] - bank[0] == 2
    assert firm[1] - firm[0] > 100
    assert bank[0] - credit[1] > 100


def test_positions_are_those_of_each_candidate_that_has_two_of_the_terms(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        workshop("far", body="credit one two three four five six guarantees"),
        workshop("near", body="credit guarantees"),
        workshop("one", body="credit alone, without the other word"),
    )
    matched = snapshot.execute(Request(Word("credit"), candidates=50))
    occurrences = snapshot.positions([Term("en", "credit"), Term("en", "guarante")], matched.candidates)
    assert {*occurrences.candidates.tolist()} <= {0, 1, 2}
    places = [sorted(occurrences.positions[occurrences.candidates == index].tolist()) for index in range(3)]
    assert sorted(pair[1] - pair[0] for pair in places if len(pair) == 2) == [1, 7]


def test_positions_are_of_one_language(few_snapshot: Snapshot) -> None:
    matched = few_snapshot.execute(Request(Word("chile"), candidates=50))
    spanish = few_snapshot.positions([Term("es", "chil"), Term("es", "grup")], matched.candidates)
    assert len(spanish.candidates) == len(spanish.positions) == len(spanish.terms) > 0
    nothing = few_snapshot.execute(Request(Word("nowhere"), candidates=50)).candidates
    assert [len(array) for array in few_snapshot.positions([Term("es", "grup")], nothing)] == [0, 0, 0]


def test_boosts_are_proportional(few_snapshot: Snapshot) -> None:
    loan, doubled = (scores(few_snapshot, Word("loan", count=n))["credit"] for n in (1, 2))
    assert doubled / loan == pytest.approx(2.0)


def test_a_conjunction_adds_scores_up(few_snapshot: Snapshot) -> None:
    both = scores(few_snapshot, And((Word("loan"), Word("invoices"))))["credit"]
    either = scores(few_snapshot, Or((Word("loan"), Word("invoices"), Word("nowhere"))))["credit"]
    parts = [scores(few_snapshot, Word(word))["credit"] for word in ("loan", "invoices")]
    assert both / sum(parts) == pytest.approx(1.0)
    assert either / sum(parts) == pytest.approx(1.0)


def test_an_edit_weakens_a_fuzzy_word(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, workshop("a", body="invoices"), workshop("b", body="invoides"))
    near = scores(snapshot, Fuzzy("invoices"))
    assert near["b"] / near["a"] == pytest.approx(0.7)


def test_a_facet_s_values_have_one_score_and_a_not_has_none(few_snapshot: Snapshot) -> None:
    by_key = scores(few_snapshot, InFacet("theme", ("exports", "skills")))
    assert by_key["training"] == pytest.approx(by_key["customs"])
    assert by_key["training"] > 0
    assert {*scores(few_snapshot, Not(Word("chile"))).values()} == {0.0}


def test_like_scores_the_best_language_and_leaves_out_its_own_workshop(few_snapshot: Snapshot) -> None:
    (credit,) = ids_of(few_snapshot, "credit")
    terms = (("en", (("chile", 1.0), ("small", 0.5))), ("es", (("chil", 1.0),)))
    matched = few_snapshot.execute(Request(like=Like(terms, credit)))
    assert keys_of(few_snapshot, matched) == ["training"]
    single = [few_snapshot.execute(Request(like=Like((of_language,), credit))).hits[0][1] for of_language in terms]
    assert matched.hits[0][1] == pytest.approx(max(single))
    narrowed = few_snapshot.execute(Request(Word("nowhere"), like=Like(terms, credit)))
    assert narrowed.total == 0
    assert few_snapshot.execute(Request(like=Like(terms, None))).total == 0
    assert few_snapshot.execute(Request(like=Like((), credit))).total == 0
    of_lesson = few_snapshot.execute(Request(view="highlights", like=Like(terms, ids_of(few_snapshot, "credit/h2")[0])))
    assert {name.split("/")[0] for name in keys_of(few_snapshot, of_lesson)} == {"training"}
