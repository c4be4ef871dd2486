"""What every engine's snapshot must match, list and count for one request."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from policysearch.engines.contract import MAX_BUCKETS, Bucket, Request, Snapshot
from policysearch.model.document import FACETS
from policysearch.query import Phrase, Sort, View, Word
from policysearch.settings import Settings
from tests.engines.factories import build, open_engine, snapshot_of, workshop
from tests.engines.snapshot_answers import DOCUMENTS, counts, ids_of, keys_of, scores


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


def test_a_filter_without_values_lets_nothing_pass_and_its_own_counts_ignore_it(few_snapshot: Snapshot) -> None:
    matched = few_snapshot.execute(Request(filters=(("year", ()),), facets=("year", "theme")))
    assert (matched.total, [*matched.hits]) == (0, [])
    assert sum(counts(matched, "year").values()) == 3
    assert counts(matched, "theme") == {}


@pytest.mark.parametrize("view", ["workshops", "highlights"])
def test_the_order_added_has_the_latest_first_and_what_has_no_day_last(view: View, tmp_path: Path) -> None:
    days = {"w1": "2026-06-01", "w2": None, "w3": "2026-08-01", "w4": "2026-06-01", "w5": None}
    starts = {"w1": "2010-05-01", "w2": "2012-01-01", "w3": "2009-01-01", "w4": "2011-05-01", "w5": "2013-01-01"}
    workshops = [
        replace(workshop(slug, "Credit", "loans", start=starts[slug]), added=date.fromisoformat(day) if day else None)
        for slug, day in days.items()
    ]
    build(tmp_path, workshops[:3])
    build(tmp_path, workshops[3:], keep=["w1", "w2", "w3"])
    engine = open_engine(Settings(index=tmp_path))
    snapshot = engine.snapshot()
    lessons = "" if view == "workshops" else "/h1"
    matched = snapshot.execute(Request(view=view, sort="added"))
    assert keys_of(snapshot, matched) == [f"{slug}{lessons}" for slug in ("w3", "w4", "w1", "w5", "w2")]
    assert snapshot.values("added") == ["2026-06-01", "2026-08-01"]
    page = snapshot.execute(Request(Word("loans"), view=view, sort="added", offset=1, limit=2))
    assert keys_of(snapshot, page) == [f"{slug}{lessons}" for slug in ("w4", "w1")]
    engine.close()


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
