"""What every engine's snapshot must tell of terms and forms."""

from pathlib import Path

import pytest

from policysearch.engines.contract import Snapshot, Term
from policysearch.query import MAX_EXPANSIONS, Fuzzy, Prefix
from policysearch.text import term
from tests.engines.factories import snapshot_of, translated, workshop
from tests.engines.snapshot_answers import scores


def test_statistics_are_of_every_kind_of_document(few_snapshot: Snapshot) -> None:
    terms = [
        Term("en", "chile"),
        Term("en", "broker"),
        Term("en", "unheard"),
        Term(None, "brokers"),
        Term("es", "chil"),
    ]
    chile, brokers, unheard, form, spanish = few_snapshot.term_statistics(terms)
    assert (chile.frequency, brokers.frequency, unheard.frequency, form.frequency) == (4, 1, 0, 1)
    assert spanish.frequency == 2
    assert unheard.idf > brokers.idf > chile.idf > 0
    assert few_snapshot.term_statistics([]) == []


def test_the_frequency_of_a_word_adds_up_its_forms_case_and_accents_apart(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        workshop("a", body="Política y politica", language="es"),
        workshop("b", body="políticas", language="es"),
        workshop("c", body="POLÍTICA", language="es"),
    )
    words = ["política", "POLITICA", "políticas", "politicos", "", "?"]
    assert snapshot.word_frequencies(words) == [3, 3, 1, 0, 0, 0]
    assert snapshot.word_frequencies([]) == []


@pytest.fixture(scope="module")
def traded(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    texts = ["trade traded trades", "trade trades", "trade tirade", "trader tradé", "grade trad", "trdae treaties"]
    workshops = [workshop(f"w{number}", body=text) for number, text in enumerate(texts)]
    return snapshot_of(tmp_path_factory.mktemp("traded"), *workshops)


def test_a_prefix_stands_for_all_forms_that_begin_so_the_most_frequent_first(traded: Snapshot) -> None:
    expected = [("trade", 3, 0), ("trades", 2, 0), ("trad", 1, 0), ("traded", 1, 0), ("trader", 1, 0), ("tradé", 1, 0)]
    assert [tuple(form) for form in traded.expand(Prefix("TRÁD"))] == expected
    assert [*traded.expand(Prefix("x"))] == [*traded.expand(Prefix(""))] == [*traded.expand(Prefix("?"))] == []


def test_a_fuzzy_word_stands_for_all_forms_within_its_distance_the_nearest_first(traded: Snapshot) -> None:
    forms = [tuple(form) for form in traded.expand(Fuzzy("trade"))]
    assert forms == [
        ("trade", 3, 0),
        ("tradé", 1, 0),
        ("trades", 2, 1),
        ("tirade", 1, 1),
        ("trad", 1, 1),
        ("traded", 1, 1),
        ("trader", 1, 1),
        ("trdae", 1, 1),  # two neighbours swapped are one edit
    ]
    wider = traded.expand(Fuzzy("trade", 2))
    assert [tuple(form) for form in wider][: len(forms)] == forms
    assert not any(form.text.startswith("g") for form in wider)  # the first letter is firm
    assert [*traded.expand(Fuzzy("", 2))] == []


def test_forms_of_rare_terms_may_be_left_out_and_no_others(traded: Snapshot) -> None:
    forms = {*traded.expand(Fuzzy("trade", 2))}
    for least in (1, 2, 3, 4, 5):
        part = [*traded.expand(Fuzzy("trade", 2), least)]
        assert {*part} <= forms
        stems = [Term("en", term(form.text, "en")) for form in forms]
        frequencies = [statistics.frequency for statistics in traded.term_statistics(stems)]
        assert {form for form, count in zip(forms, frequencies, strict=True) if count >= least} <= {*part}
        assert part == sorted(part, key=lambda form: (form.edits, -form.frequency, form.text))


def test_of_very_many_forms_the_best_are_searched(tmp_path: Path) -> None:
    rare = [workshop(f"r{n}", body=f"x{n:04}") for n in range(0, 60)]
    many = workshop("many", body=" ".join(f"y{n:04}" for n in range(MAX_EXPANSIONS)) + " yzzzz")
    snapshot = snapshot_of(tmp_path, many, workshop("often", body="y0000"), workshop("last", body="yzzzz"), *rare)
    assert len(snapshot.expand(Prefix("y"))) == MAX_EXPANSIONS + 1
    assert {*scores(snapshot, Prefix("y"))} == {"many", "often", "last"}
    assert len(snapshot.expand(Prefix("x"))) == 60


def test_a_stem_s_forms_are_all_that_it_stands_in(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        workshop("a", "Policy", "Policies matter", body="Of policies"),
        translated(workshop("b", "Trade"), "es", "Las políticas y la politica"),
    )
    policy, politics, unheard = snapshot.forms_of([Term("en", "polici"), Term("es", "polit"), Term("en", "unheard")])
    assert sorted(policy) == ["policies", "policy"]
    assert sorted(politics) == ["politica", "políticas"]
    assert [*unheard] == []
    assert snapshot.forms_of([]) == []
