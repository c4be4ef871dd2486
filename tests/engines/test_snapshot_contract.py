"""What every engine's snapshot must answer, asked of the contract itself and not through the Searcher."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from policysearch.engines.contract import MAX_BUCKETS, Bucket, Id, Like, Matched, Request, Snapshot, Term
from policysearch.materials.documents import documents_of
from policysearch.model.document import FACETS, Text
from policysearch.query import MAX_EXPANSIONS, And, Clause, Fuzzy, InFacet, Not, Or, Phrase, Prefix, Sort, View, Word
from policysearch.settings import Settings
from policysearch.text import term
from policysearch.vocabulary import Theme, Vocabulary
from tests.engines.conftest import CREDIT, CUSTOMS, TRAINING
from tests.engines.factories import build, open_generations, snapshot_of, translated, workshop

DOCUMENTS = {document.id: document for w in (CREDIT, TRAINING, CUSTOMS) for document in documents_of(w, Vocabulary())}


def keys_of(snapshot: Snapshot, matched: Matched) -> list[str]:
    return [document.id for document in snapshot.documents([doc_id for doc_id, _ in matched.hits])]


def scores(snapshot: Snapshot, clause: Clause, view: View = "workshops") -> dict[str, float]:
    matched = snapshot.execute(Request(clause, view, limit=100))
    return dict(zip(keys_of(snapshot, matched), [score for _, score in matched.hits], strict=True))


def ids_of(snapshot: Snapshot, *keys: str) -> list[Id]:
    ids = [doc_id for doc_id in snapshot.ids(keys) if doc_id is not None]
    assert len(ids) == len(keys)
    return ids


def counts(matched: Matched, facet: str) -> dict[str, int]:
    return {bucket.value: bucket.count for bucket in matched.facets[facet].buckets}


# Documents and their ids


def test_documents_come_back_as_they_were_stored_in_the_order_of_their_ids(few_snapshot: Snapshot) -> None:
    names = [*reversed(DOCUMENTS), *DOCUMENTS]
    assert few_snapshot.documents(ids_of(few_snapshot, *names)) == [DOCUMENTS[name] for name in names]
    assert few_snapshot.documents([]) == []


def test_ids_are_found_by_keys_of_every_kind_and_by_former_slugs(few_snapshot: Snapshot) -> None:
    credit, former, *gone = few_snapshot.ids(["credit", "loans", "", "gone", "credit/h9", "credit/files/paper.pdf/1"])
    assert credit == former is not None
    assert gone == [None] * 4
    assert few_snapshot.ids([]) == []


def test_a_slug_in_use_is_not_taken_for_another_s_former_one(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, workshop("a", "Apples", aliases=("b",)), workshop("b", "Berries"))
    assert keys_of(snapshot, snapshot.execute(Request(Word("berries")))) == ["b"]
    assert snapshot.ids(["b"]) == ids_of(snapshot, "b") != snapshot.ids(["a"])


def test_the_vocabulary_is_what_was_stored_and_always_the_same_object(tmp_path: Path) -> None:
    vocabulary = Vocabulary(themes=(Theme("ict", {"en": "Computers"}, ("computer",)),), synonyms=(("a", "b"),))
    snapshot = snapshot_of(tmp_path, workshop("a", "Apples"), vocabulary=vocabulary)
    assert snapshot.vocabulary == vocabulary
    assert snapshot.vocabulary is snapshot.vocabulary


def test_languages_are_those_that_a_document_has_words_in(few_snapshot: Snapshot, tmp_path: Path) -> None:
    assert {*few_snapshot.languages} == {"en", "es"}
    generations = open_generations(Settings(index=tmp_path))
    (document,) = documents_of(workshop("a"), Vocabulary())
    texts = {"en": Text("", names="Lima"), "pt": Text("de la"), "fr": Text("")}
    report = generations.build([replace(document, texts=texts)], {"a": "1"}, Vocabulary())
    assert {*generations.snapshot(report.generation).languages} == {"en"}


def test_values_are_those_of_every_kind_of_document_sorted(few_snapshot: Snapshot) -> None:
    for facet in FACETS:
        values = {value for document in DOCUMENTS.values() for value in document.facets[facet]}
        assert [*few_snapshot.values(facet)] == sorted(values)


def test_highlight_values_are_by_the_highlights_own_ids_for_each_workshop_asked(few_snapshot: Snapshot) -> None:
    workshops = ids_of(few_snapshot, "customs", "credit", "training")
    assert few_snapshot.highlight_values(workshops, "experience") == [
        {"h1": ()},
        {"h1": ("CL",), "h2": ("BR",)},
        {"h1": ("MX",), "h2": ("CL",)},
    ]
    assert few_snapshot.highlight_values([], "experience") == []


def test_highlight_values_are_sorted(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, workshop("a", "Trade", "Mexico, Brazil and Chile trade."))
    assert snapshot.highlight_values(ids_of(snapshot, "a"), "experience") == [{"h1": ("BR", "CL", "MX")}]


# One execution


def test_a_request_without_a_clause_matches_all_of_the_view_the_newest_first(few_snapshot: Snapshot) -> None:
    matched = few_snapshot.execute(Request())
    assert (matched.total, keys_of(few_snapshot, matched)) == (3, ["customs", "training", "credit"])
    assert {score for _, score in matched.hits} == {0.0}
    assert few_snapshot.execute(Request(view="highlights")).total == 5


def test_only_what_is_asked_for_is_counted(few_snapshot: Snapshot) -> None:
    matched = few_snapshot.execute(Request())
    assert (dict(matched.facets), dict(matched.crosstab), len(matched.candidates)) == ({}, {}, 0)
    matched = few_snapshot.execute(Request(facets=("year", "theme")))
    assert {*matched.facets} == {"year", "theme"}


@pytest.mark.parametrize("sort", ["relevance", "oldest"])
@pytest.mark.parametrize(("offset", "limit"), [(0, 0), (0, 2), (1, 1), (2, 9), (3, 3), (9, 9)])
def test_a_window_is_a_slice_of_all_hits_and_changes_no_count(
    few_snapshot: Snapshot, offset: int, limit: int, sort: Sort
) -> None:
    request = Request(Word("chile"), "highlights", facets=FACETS, sort=sort)
    all_hits = few_snapshot.execute(request)
    matched = few_snapshot.execute(request._replace(offset=offset, limit=limit))
    assert [*matched.hits] == [*all_hits.hits][offset : offset + limit]
    assert (matched.total, matched.facets) == (all_hits.total, all_hits.facets)


def test_filters_narrow_and_leave_scores_as_they_are(few_snapshot: Snapshot) -> None:
    filters = (("experience", ("BR", "MX")), ("year", ("2009",)))
    matched = few_snapshot.execute(Request(Word("chile"), filters=filters))
    assert keys_of(few_snapshot, matched) == ["credit"]
    assert matched.hits[0][1] == pytest.approx(scores(few_snapshot, Word("chile"))["credit"])


def test_counts_ignore_the_selection_in_their_own_facet_alone(few_snapshot: Snapshot) -> None:
    filters = (("country", ("US",)), ("year", ("2009", "1999")))
    matched = few_snapshot.execute(Request(filters=filters, facets=("year", "country", "theme")))
    assert matched.facets["year"].buckets == (
        Bucket("2009", 1, True),
        Bucket("2011", 1, False),
        Bucket("1999", 0, True),
    )
    assert matched.facets["year"].values == 2
    assert matched.facets["country"].buckets == (Bucket("US", 1, True),)
    assert matched.facets["theme"].buckets == (Bucket("finance", 1, False),)


def test_a_view_counts_its_own_documents(few_snapshot: Snapshot) -> None:
    workshops = few_snapshot.execute(Request(facets=("experience",)))
    highlights = few_snapshot.execute(Request(view="highlights", facets=("experience",)))
    assert counts(workshops, "experience") == {"CL": 2, "BR": 1, "MX": 1}
    assert counts(highlights, "experience") == {"CL": 2, "BR": 1, "MX": 1}
    assert counts(few_snapshot.execute(Request(Word("airports"), facets=("year",))), "year") == {"2011": 1}


def test_the_most_frequent_values_and_all_selected_ones_are_listed_and_all_where_asked(tmp_path: Path) -> None:
    names = [f"p{number:02}" for number in range(MAX_BUCKETS + 10)]
    snapshot = snapshot_of(tmp_path, workshop("a", partners=tuple(names)), workshop("b", partners=(names[-1],)))
    frequent = [names[-1], *names[: MAX_BUCKETS - 1]]
    counts = snapshot.execute(Request(facets=("partner",))).facets["partner"]
    assert [bucket.value for bucket in counts.buckets] == frequent
    assert counts.values == len(names)
    selected = (("partner", (names[0], names[-2])),)
    counts = snapshot.execute(Request(facets=("partner",), filters=selected)).facets["partner"]
    assert [bucket.value for bucket in counts.buckets] == [*frequent, names[-2]]
    assert [bucket.value for bucket in counts.buckets if bucket.selected] == [names[0], names[-2]]
    everything = snapshot.execute(Request(facets=("partner",), all_buckets=True)).facets["partner"]
    assert [bucket.value for bucket in everything.buckets] == [names[-1], *names[:-1]]
    assert everything.values == len(names)


def test_a_crosstab_counts_pairs_of_values_under_all_filters(few_snapshot: Snapshot) -> None:
    matched = few_snapshot.execute(
        Request(crosstab=("year", "theme"), filters=(("theme", ("exports",)),), facets=("theme",), limit=1)
    )
    assert matched.crosstab == {("2010", "exports"): 1, ("2010", "skills"): 1, ("2011", "exports"): 1}
    same = few_snapshot.execute(Request(crosstab=("country", "country"))).crosstab
    assert same == {("US", "US"): 2, ("PA", "PA"): 1}


def test_also_adds_what_the_clause_does_not_match_with_no_score_under_the_filters(few_snapshot: Snapshot) -> None:
    credit, training, customs = ids_of(few_snapshot, "credit", "training", "customs")
    matched = few_snapshot.execute(Request(Word("loans"), also=(customs, credit), facets=("year",)))
    assert (matched.total, [doc_id for doc_id, _ in matched.hits]) == (2, [credit, customs])
    assert matched.hits[0][1] == pytest.approx(scores(few_snapshot, Word("loans"))["credit"])
    assert matched.hits[1][1] == 0.0
    assert counts(matched, "year") == {"2009": 1, "2011": 1}
    filtered = few_snapshot.execute(Request(Word("loans"), also=(customs, training), filters=(("year", ("2010",)),)))
    assert [*filtered.hits] == [(training, 0.0)]


def test_with_among_only_these_are_listed_and_counted_where_they_match(few_snapshot: Snapshot) -> None:
    credit, training, customs = ids_of(few_snapshot, "credit", "training", "customs")
    request = Request(Word("chile"), facets=("year",), crosstab=("year", "country"), candidates=9)
    matched = few_snapshot.execute(request, among=[customs, training])
    assert (matched.total, [doc_id for doc_id, _ in matched.hits]) == (1, [training])
    assert matched.hits[0][1] == pytest.approx(scores(few_snapshot, Word("chile"))["training"])
    assert counts(matched, "year") == {"2010": 1}
    assert matched.crosstab == {("2010", "PA"): 1}
    assert [document.id for document in matched.scan()] == ["training"]
    assert matched.rescored(np.ones(len(matched.candidates))).total == 1
    assert few_snapshot.execute(request, among=[]).total == 0
    pinned = few_snapshot.execute(request._replace(also=(customs, credit)), among={customs})
    assert [*pinned.hits] == [(customs, 0.0)]


def test_count_many_gives_the_total_of_each_request(few_snapshot: Snapshot) -> None:
    requests = [
        Request(clause, view, limit=0)
        for clause in (Word("chile"), Word("nowhere"), Phrase("small groups"))
        for view in ("workshops", "highlights")
    ]
    assert few_snapshot.count_many(requests) == [2, 2, 0, 0, 1, 1]
    (customs,) = ids_of(few_snapshot, "customs")
    assert few_snapshot.count_many([Request(Word("loan"), also=(customs,), filters=(("year", ("2011",)),))]) == [1]
    assert few_snapshot.count_many([]) == []


def test_scan_yields_every_document_in_the_order_of_the_hits_whatever_the_window(few_snapshot: Snapshot) -> None:
    matched = few_snapshot.execute(Request(view="highlights", sort="oldest", filters=(("year", ("2009", "2010")),)))
    first = few_snapshot.execute(
        Request(view="highlights", sort="oldest", filters=(("year", ("2009", "2010")),), offset=1, limit=1)
    )
    names = ["credit/h1", "credit/h2", "training/h1", "training/h2"]
    assert keys_of(few_snapshot, matched) == names
    assert [*first.scan()] == [DOCUMENTS[name] for name in names]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("relevance", ["w3", "w1", "w10", "w2"]),
        ("newest", ["w3", "w1", "w10", "w2"]),
        ("oldest", ["w1", "w10", "w2", "w3"]),
    ],
)
def test_ties_break_by_the_newest_day_and_then_by_id_in_code_points(
    sort: Sort, order: list[str], tmp_path: Path
) -> None:
    alike = [workshop(slug, "Credit", start="2010-05-01") for slug in ("w10", "w2", "w1")]
    snapshot = snapshot_of(tmp_path, *alike, workshop("w3", "Credit", start="2011-05-01"))
    matched = snapshot.execute(Request(Word("credit"), sort=sort))
    assert keys_of(snapshot, matched) == order


# Passages and NOT


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


# Candidates, rescoring, positions


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


# Terms and forms


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


# Scores


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


# A snapshot is immutable


def test_a_snapshot_stays_as_it_was_whatever_is_built(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, workshop("a", "Apples", "Apples feed many", passages=["Apples on page one"]))
    ids = ids_of(snapshot, "a", "a/h1", "a/files/paper.pdf/1")
    for number in range(3):
        build(tmp_path, [workshop("b", f"Berries {number}")])
    assert snapshot.execute(Request(Word("apples"))).total == 1
    assert snapshot.execute(Request(Word("berries"))).total == 0
    assert snapshot.ids(["a", "a/h1", "a/files/paper.pdf/1", "b"]) == [*ids, None]
    assert [document.id for document in snapshot.documents(ids)] == ["a", "a/h1", "a/files/paper.pdf/1"]
    assert [form.text for form in snapshot.expand(Prefix("appl"))] == ["apples"]


def test_an_index_of_nothing_answers_everything(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path)
    matched = snapshot.execute(Request(Word("apples"), facets=FACETS, crosstab=("year", "theme"), candidates=50))
    assert (matched.total, [*matched.hits], dict(matched.crosstab), len(matched.candidates)) == (0, [], {}, 0)
    assert {(counts.buckets, counts.values) for counts in matched.facets.values()} == {((), 0)}
    assert snapshot.execute(Request()).total == snapshot.execute(Request(Not(Word("a")), "highlights")).total == 0
    assert [*snapshot.languages] == [*snapshot.values("year")] == []
    assert [*snapshot.expand(Fuzzy("apples"))] == []
    assert snapshot.ids(["a"]) == [None]
    assert [
        statistics.frequency for statistics in snapshot.term_statistics([Term("en", "appl"), Term(None, "apples")])
    ] == [0, 0]
    assert [[*forms] for forms in snapshot.forms_of([Term("en", "appl")])] == [[]]
    assert snapshot.word_frequencies(["apples"]) == [0]
    assert [len(array) for array in snapshot.positions([Term("en", "appl")], matched.candidates)] == [0, 0, 0]
    assert snapshot.execute(Request(InFacet("theme", ("x",)))).total == 0
