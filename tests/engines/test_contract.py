"""What every engine must answer alike: matching, views, facets, order, snippets. Each clause of the contract once."""

import pytest

from policysearch.query import (
    And,
    Clause,
    Everything,
    Expanded,
    Expansion,
    Fuzzy,
    InFacet,
    Not,
    Notice,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    YearRange,
)
from policysearch.search.results import Results, Searcher


def ids(results: Results) -> list[str]:
    return [hit.document.id for hit in results.hits]


def found(searcher: Searcher, clause: Clause, view: str = "workshops") -> set[str]:
    results = searcher.search(Query(clause=clause, view="highlights" if view == "highlights" else "workshops"))
    assert results.total == len(results.hits)
    assert not results.relaxed
    return set(ids(results))


def words(*typed: str) -> And:
    return And(tuple(Word(word) for word in typed))


def stable_id(value: object) -> str:
    """Return the name of a parameter; a set's members are sorted, so that all processes name it alike."""
    return str(sorted(value) if isinstance(value, set) else value)


@pytest.mark.parametrize(
    ("clause", "slugs"),
    [
        (Everything(), {"credit", "training", "customs"}),
        (Word("loan"), {"credit"}),
        (Word("LOANS"), {"credit"}),
        (Word("nowhere"), set()),
        (words("small", "groups"), {"training"}),
        (And((Word("chile"), Not(Word("brazil")))), {"training"}),
        (And((Everything(), Not(Word("chile")))), {"customs"}),
        (Not(Word("chile")), {"customs"}),
        (Not(Not(Word("chile"))), {"credit", "training"}),
        (Or((Word("loan"), Word("window"))), {"credit", "customs"}),
        (And((Or((Word("loan"), Word("window"))), Word("small"))), {"credit"}),
        (And((Word("the", required=False), Word("loan"))), {"credit"}),
        (And((Word("zebra", required=False), Word("loan"))), {"credit"}),
        (Word("the", required=False), {"credit", "training", "customs"}),
        (Phrase("small firms"), {"credit"}),
        (Phrase("firms small"), set()),
        (Phrase("small groups"), {"training"}),
        (Phrase("lend invoices"), set()),
        (Phrase("lend invoices", slop=1), {"credit"}),
        (Phrase("lend against invoices"), {"credit"}),
        (Phrase("clearance of goods"), {"customs"}),
        (Phrase("firms Chile"), set()),  # the end of one zone and the beginning of the next
        (Prefix("expo"), {"training"}),
        (Prefix("méxi"), {"training"}),
        (Prefix("mexi"), {"training"}),
        (Fuzzy("invioces"), {"credit"}),
        (Fuzzy("nvoices"), set()),  # the first letter is firm
        (Fuzzy("logitsic", distance=2), {"customs"}),
        (InFacet("theme", ("exports",)), {"training", "customs"}),
        (InFacet("theme", ("exports", "finance")), {"credit", "training", "customs"}),
        (InFacet("theme", ("nothing",)), set()),
        (YearRange(2009, 2010), {"credit", "training"}),
        (YearRange(None, 2009), {"credit"}),
        (YearRange(2011, None), {"customs"}),
        (YearRange(2012, 1999), set()),
        (Expanded(Word("zebra"), ((Word("loan"), 0.5),)), {"credit"}),
        (Expanded(Word("window"), ((InFacet("theme", ("skills",)), 0.5),)), {"customs", "training"}),
        (Word("single-window"), {"customs"}),
        (Word("window-single"), set()),
        (Word("capacitacion"), {"training"}),
        (Word("exportador"), {"training"}),
        (And(()), {"credit", "training", "customs"}),
    ],
    ids=stable_id,
)
def test_a_clause_finds_workshops(few: Searcher, clause: Clause, slugs: set[str]) -> None:
    assert found(few, clause) == slugs


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        (Word("chile"), {"credit/h1", "training/h2"}),
        (words("small", "groups"), {"training/h1"}),
        (Word("guarantee"), {"credit/h1"}),  # the workshop's body has it too
        (Word("vulnerables"), {"training/h2"}),
        (Word("airports"), set()),
        (InFacet("experience", ("CL",)), {"credit/h1", "training/h2"}),
        (And((InFacet("experience", ("CL",)), YearRange(2010, None))), {"training/h2"}),
    ],
    ids=stable_id,
)
def test_a_clause_finds_highlights_by_their_own_words(few: Searcher, clause: Clause, names: set[str]) -> None:
    assert found(few, clause, "highlights") == names


def test_a_workshop_is_found_by_all_words_of_one_passage_but_not_by_words_spread_over_two(few: Searcher) -> None:
    assert found(few, words("brokers", "credit")) == {"customs"}
    assert few.search(Query(clause=words("brokers", "airports"))).relaxed


def test_a_not_excludes_a_workshop_by_its_own_words_although_a_passage_lacks_them(few: Searcher) -> None:
    assert found(few, And((Word("brokers"), Not(Word("logistics"))))) == set()
    assert found(few, And((Word("brokers"), Not(Word("airports"))))) == {"customs"}


def test_an_exact_form_beats_a_stemmed_one(few: Searcher) -> None:
    exact = few.search(Query(clause=Word("exporters"))).hits[0].score
    stemmed = few.search(Query(clause=Word("exporter"))).hits[0].score
    assert exact > stemmed > 0


def test_words_typed_twice_count_twice_and_widened_ones_less(few: Searcher) -> None:
    once = few.search(Query(clause=Word("loan"))).hits[0].score
    twice = few.search(Query(clause=Word("loan", count=2))).hits[0].score
    widened = few.search(Query(clause=Expanded(Word("zebra"), ((Word("loan"), 0.5),)))).hits[0].score
    assert twice == pytest.approx(2 * once)
    assert widened == pytest.approx(once / 2)


def test_the_best_of_widened_alternatives_scores(few: Searcher) -> None:
    loan = few.search(Query(clause=Word("loan"))).hits[0].score
    both = few.search(Query(clause=Expanded(Word("loan"), ((Word("invoices"), 0.1),)))).hits[0].score
    assert both == pytest.approx(loan)


def test_where_nothing_has_all_words_any_word_is_enough_and_the_closest_comes_first(few: Searcher) -> None:
    results = few.search(Query(clause=words("vulnerable", "groups", "customs")))
    assert results.relaxed
    assert ids(results) == ["training", "customs"]
    assert results.total == 2


def test_not_quotes_and_filters_stay_firm_when_relaxed(few: Searcher) -> None:
    firm = And((*words("loan", "zebra").clauses, Not(Word("brazil"))))
    assert few.search(Query(clause=firm)).total == 0
    quoted = And((Phrase("small firms"), *words("window", "zebra").clauses))
    assert few.search(Query(clause=quoted)).total == 0
    filtered = Query(clause=words("loan", "zebra"), filters=(("year", ("2011",)),))
    assert few.search(filtered).total == 0


def test_without_words_everything_is_listed_newest_first(few: Searcher) -> None:
    results = few.search(Query())
    assert ids(results) == ["customs", "training", "credit"]
    assert [hit.snippets[0].id for hit in results.hits] == ["customs/h1", "training/h1", "credit/h1"]
    assert not any(snippet.marks for hit in results.hits for snippet in hit.snippets)


def test_sorts_and_ties(few: Searcher) -> None:
    assert ids(few.search(Query(sort="oldest"))) == ["credit", "training", "customs"]
    assert ids(few.search(Query(sort="newest", clause=Word("chile")))) == ["training", "credit"]
    lessons = ids(few.search(Query(view="highlights")))
    assert lessons == ["customs/h1", "training/h1", "training/h2", "credit/h1", "credit/h2"]


def test_pages_follow_each_other_and_total_counts_what_they_list(few: Searcher) -> None:
    whole = ids(few.search(Query(view="highlights")))
    pages = [few.search(Query(view="highlights", offset=offset, limit=2)) for offset in (0, 2, 4, 6)]
    assert [name for page in pages for name in ids(page)] == whole
    assert {page.total for page in pages} == {len(whole)}


def test_values_of_a_facet_widen_facets_narrow_and_counts_ignore_their_own_selection(few: Searcher) -> None:
    results = few.search(Query(filters=(("country", ("US",)), ("year", ("2009", "2010")))))
    assert ids(results) == ["credit"]
    years = {bucket.value: (bucket.count, bucket.selected) for bucket in results.facets["year"]}
    assert years == {"2009": (1, True), "2010": (0, True), "2011": (1, False)}
    assert {b.value: b.count for b in results.facets["country"]} == {"US": 1, "PA": 1}
    assert {b.value: b.count for b in results.facets["theme"]} == {"finance": 1}
    assert results.facet_totals["year"] == 2


def test_a_value_that_no_document_has_gives_no_results_and_stays_selected(few: Searcher) -> None:
    results = few.search(Query(filters=(("theme", ("unheard-of",)),)))
    assert results.total == 0
    assert [(b.value, b.count) for b in results.facets["theme"] if b.selected] == [("unheard-of", 0)]


def test_a_workshop_has_the_experience_of_all_its_lessons_and_counts_once(few: Searcher) -> None:
    results = few.search(Query(filters=(("experience", ("BR", "CL")),)))
    assert ids(results) == ["training", "credit"]
    assert {b.value: b.count for b in results.facets["experience"]} == {"CL": 2, "BR": 1, "MX": 1}


def test_snippets_show_the_matching_lessons_first_with_marks_in_code_points(few: Searcher) -> None:
    hit = few.search(Query(clause=Word("invoices"))).hits[0]
    snippet = hit.snippets[0]
    assert snippet.id == "credit/h2"
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["invoices"]
    assert snippet.experience == ("BR",)


def test_a_passage_that_matched_is_shown_with_its_place(few: Searcher) -> None:
    snippet = few.search(Query(clause=Word("airports"))).hits[0].snippets[0]
    assert (snippet.id, snippet.kind, snippet.locator) == ("customs/files/paper.pdf/1", "passage", "page 1")


def test_titles_are_marked_and_reasons_name_clause_form_and_field(few: Searcher) -> None:
    hit = few.search(Query(clause=And((Word("firm"), InFacet("theme", ("finance",)))))).hits[0]
    assert [hit.document.workshop.title[start:end] for start, end in hit.title_marks] == ["firms"]
    assert {(r.clause, r.form, r.field) for r in hit.reasons} == {
        ("firm", "firms", "title"),
        ("firm", "firms", "highlights"),
        ("theme:finance", "finance", "theme"),
    }


def test_the_reader_s_language_is_shown_where_there_is_a_version(few: Searcher) -> None:
    spanish = few.search(Query(clause=Word("Chile"), language="es"))
    assert {hit.document.id: hit.language for hit in spanish.hits} == {"training": "es", "credit": "en"}
    shown = next(hit for hit in spanish.hits if hit.language == "es").snippets[0]
    assert shown.text == "Chile certifica a formadores de grupos vulnerables."
    assert shown.language == "es"


def test_pinned_results_come_first_marked_and_counted(few: Searcher) -> None:
    results = few.search(Query(clause=Word("chile"), pinned=("customs", "training", "gone")))
    assert [(hit.document.id, hit.picked) for hit in results.hits] == [
        ("customs", True),
        ("training", True),
        ("credit", False),
    ]
    assert results.total == 3
    assert sum(bucket.count for bucket in results.facets["year"]) == 3


def test_a_document_s_like_share_its_words_and_are_not_itself(few: Searcher) -> None:
    assert set(ids(few.search(Query(like="credit")))) == {"training", "customs"}
    lessons = ids(few.search(Query(like="training/h2", view="highlights")))
    assert lessons[0] == "credit/h1"
    assert not any(name.startswith("training") for name in lessons)
    assert few.search(Query(like="gone")).total == 0


def test_a_crosstab_counts_pairs_under_all_filters(few: Searcher) -> None:
    results = few.search(Query(crosstab=("theme", "experience"), filters=(("year", ("2009", "2010")),)))
    assert results.crosstab == {
        ("finance", "CL"): 1,
        ("finance", "BR"): 1,
        ("exports", "CL"): 1,
        ("exports", "MX"): 1,
        ("skills", "CL"): 1,
        ("skills", "MX"): 1,
    }


def test_scan_yields_the_whole_set_in_the_query_s_order(few: Searcher) -> None:
    query = Query(sort="oldest", limit=1)
    assert [document.id for document in few.scan(query)] == ["credit", "training", "customs"]


def test_get_knows_every_kind_and_former_slugs(few: Searcher) -> None:
    for name, kind in (("credit", "workshop"), ("credit/h1", "highlight"), ("customs/files/paper.pdf/2", "passage")):
        document = few.get(name)
        assert document is not None
        assert (document.id, document.kind) == (name, kind)
    former = few.get("loans")
    assert former is not None
    assert former.id == "credit"
    assert few.get("gone") is None


def test_documents_come_back_as_they_were_stored(searcher: Searcher) -> None:
    document = searcher.get("2009-orlando/h2")
    assert document is not None
    highlight = document.highlight("en")
    assert highlight is not None
    assert highlight.text.startswith("Mexico, Chile, Brazil and the United States")
    assert document.facets["experience"] == ("MX", "CL", "BR", "US")


def test_results_carry_the_query_its_expansions_and_the_generation(few: Searcher) -> None:
    query = Query(
        clause=Word("loan"), expansions=(Expansion("loan", ("credit",)),), notices=(Notice("only_stop_words"),)
    )
    results = few.search(query)
    assert (results.query, results.expansions, results.notices) == (query, query.expansions, query.notices)
    assert results.generation == few.generation
