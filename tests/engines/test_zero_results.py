"""Did you mean, and what to drop."""

from pathlib import Path

import pytest

from policysearch import query
from policysearch.search.results import Results, Searcher
from tests.engines.factories import searcher_of, workshop

Filters = dict[str, tuple[str, ...]]


def ask(searcher: Searcher, text: str, filters: Filters | None = None, language: str = "en") -> Results:
    asked = query.parse(text, searcher.vocabulary, filters=query.filters(filters or {}), language=language)
    return searcher.search(asked)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("invoises", "invoices"),
        ("small grops", "small groups"),
        ("vulnerabel groups", "vulnerable groups"),
        ("exportadroes", "exportadores"),
        ("brokerstrade", "brokers trade"),
        ("Custums -chile", "customs -chile"),
    ],
)
def test_another_wording_is_offered_with_what_it_finds(few: Searcher, typed: str, meant: str) -> None:
    suggestion = ask(few, typed).suggestion
    assert suggestion is not None
    assert suggestion.text == meant
    assert suggestion.total == ask(few, meant).total > 0


@pytest.mark.parametrize(
    "typed",
    ["chile", "exporters", "xyzzyqq", "year:2009", "expotr*", "-grops", '"vulnrable groups"', "GROPS", "2009 2010", ""],
)
def test_nothing_is_offered_where_nothing_finds_more(few: Searcher, typed: str) -> None:
    assert ask(few, typed).suggestion is None


def test_a_wording_must_find_more_under_the_same_filters(few: Searcher) -> None:
    assert ask(few, "invoises", {"year": ("2011",)}).suggestion is None


def test_the_company_of_other_words_decides_between_candidates(tmp_path: Path) -> None:
    trades = [workshop(f"t{n}", "Trade of goods") for n in range(3)]
    searcher = searcher_of(tmp_path, *trades, workshop("record", "A trace record"))
    alone, together = ask(searcher, "traxe").suggestion, ask(searcher, "record traxe").suggestion
    assert alone is not None
    assert together is not None
    assert (alone.text, together.text) == ("trade", "record trace")


def test_of_words_as_near_the_readers_language_comes_first(tmp_path: Path) -> None:
    searcher = searcher_of(
        tmp_path,
        workshop("en", "Vulnerable groups"),
        workshop("es", "Los grupos locales", language="es"),
    )
    english, spanish = (ask(searcher, "groupos", language=language).suggestion for language in ("en", "es"))
    assert english is not None
    assert spanish is not None
    assert (english.text, spanish.text) == ("groups", "grupos")


def test_a_word_that_no_text_has_is_doubtful_though_it_has_the_stem_of_another(tmp_path: Path) -> None:
    searcher = searcher_of(
        tmp_path, workshop("en", "Vulnerable groups"), workshop("es", "Grupos vulnerables", language="es")
    )
    suggestion = ask(searcher, "vulnerabel grups").suggestion
    assert suggestion is not None
    assert suggestion.text == "vulnerable groups"


def test_an_empty_page_names_what_to_drop_the_most_results_first(few: Searcher) -> None:
    results = ask(few, "chile", {"year": ("2011",), "country": ("US",)})
    assert results.total == 0
    assert [(way.drop, way.total) for way in results.ways_out] == [("year:2011", 1)]


@pytest.mark.parametrize(
    ("typed", "drop", "total"),
    [
        ('"small groups" loans -brazil', "loans", 1),
        ('"firms small" chile', '"firms small"', 2),
        ("window -customs", "customs", 1),
        ("country:Panama window", "country:Panama", 1),
        ("window year:2009", "year:2009", 1),
        ("window year:2009..2010", "year:2009..2010", 1),
        ("exporters country:United States", "country:United States", 1),
        ("ventana window país:Panamá", "país:Panamá", 1),
        ("“firms small” chile", "“firms small”", 2),
        ("window (country:Panama OR year:2009)", "(country:Panama OR year:2009)", 1),
    ],
)
def test_a_word_a_phrase_a_field_or_a_negative_may_be_what_to_drop(
    few: Searcher, typed: str, drop: str, total: int
) -> None:
    results = ask(few, typed)
    assert results.total == 0
    assert {way.drop: way.total for way in results.ways_out}[drop] == total
    assert [way.total for way in results.ways_out] == sorted((way.total for way in results.ways_out), reverse=True)


def test_pages_with_results_need_no_rescue(few: Searcher) -> None:
    assert ask(few, "chile").ways_out == ()


@pytest.mark.parametrize("typed", ["forest", "skill", "court", "GROPS", "G.rops", "exporter's", "grops@firms.org"])
def test_no_correction_for_right_words_acronyms_and_parts_of_names(tmp_path: Path, typed: str) -> None:
    searcher = searcher_of(tmp_path, workshop("a", "Forests? First skirl cours of groups"), workshop("b", "Bees"))
    assert ask(searcher, typed).suggestion is None


@pytest.mark.parametrize(
    ("typed", "language", "offered"),
    [
        ("brexit", "en", None),
        ("bresit", "fr", "brésil"),
        ("bresit", "en", None),
        ("capacitasion", "en", "capacitación"),
    ],
)
def test_a_short_word_is_not_corrected_to_another_language(
    tmp_path: Path, typed: str, language: str, offered: str | None
) -> None:
    searcher = searcher_of(
        tmp_path,
        workshop("en", "Groups"),
        workshop("fr", "Les coopératives du Brésil", language="fr"),
        workshop("es", "La capacitación", language="es"),
    )
    suggestion = ask(searcher, typed, language=language).suggestion
    assert (suggestion.text if suggestion else None) == offered


def test_the_language_of_the_other_words_counts(tmp_path: Path) -> None:
    searcher = searcher_of(
        tmp_path, workshop("en", "Groups"), workshop("fr", "Les coopératives du Brésil", language="fr")
    )
    suggestion = ask(searcher, "coopératives bresit", language="en").suggestion
    assert suggestion is not None
    assert suggestion.text == "coopératives brésil"


@pytest.mark.parametrize(("typed", "meant"), [("invoises", "invoices"), ("beekeping", "beekeeping")])
def test_a_sure_correction_is_listed_at_once(few: Searcher, tmp_path: Path, typed: str, meant: str) -> None:
    searcher = searcher_of(tmp_path, workshop("a", "Beekeeping and invoices"), workshop("b", "Honey"))
    results = ask(searcher, typed)
    assert results.shown_for is not None
    assert (results.shown_for.typed, results.shown_for.searched) == (typed, meant)
    assert results.suggestion is not None
    assert (results.suggestion.text, results.suggestion.total) == (meant, results.total)
    assert [hit.document.id for hit in results.hits] == ["a"]
    assert [document.id for document in searcher.scan(query.parse(typed, searcher.vocabulary))] == ["a"]
    assert not results.relaxed
    verbatim = ask(searcher, results.shown_for.verbatim)
    assert verbatim.total == 0
    assert verbatim.shown_for is None


def test_of_two_corrections_none_is_sure(tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, workshop("a", "Trade of goods"), workshop("b", "A trace record"))
    results = ask(searcher, "traxe")
    assert results.suggestion is not None
    assert results.shown_for is None
    assert results.total == 0


def test_a_search_that_has_results_is_never_replaced(few: Searcher) -> None:
    assert ask(few, "chile").shown_for is None


def test_no_correction_and_no_way_out_lists_nearly_everything(tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, *(workshop(f"w{n}", "Workshop on goats") for n in range(12)))
    results = ask(searcher, "workshap zebra")
    assert results.suggestion is None
    assert results.ways_out == ()
    assert ask(searcher, "-zebra zebra").ways_out == ()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("chile zebra", ("zebra",)),
        ("chile zebra quagga", ("zebra", "quagga")),
        ('"zebra crossing" chile', ("zebra crossing",)),
        ("chile -zebra", ()),
        ("chile", ()),
        ("zebra", ("zebra",)),
    ],
)
def test_the_words_that_nothing_has_are_named(few: Searcher, typed: str, words: tuple[str, ...]) -> None:
    assert ask(few, typed).missing == words


@pytest.mark.parametrize(
    "typed",
    ['partner:"ac/dc foundation & sons"', 'partner:"AC/DC Foundation & Sons".', "partner:müller", "PARTNER:MÜLLER,"],
)
def test_a_partner_is_found_in_any_case(tmp_path: Path, typed: str) -> None:
    partners = ("AC/DC Foundation & Sons", "Müller")
    searcher = searcher_of(tmp_path, workshop("a", "Bees", partners=partners), workshop("b", "Bees"))
    assert [hit.document.id for hit in ask(searcher, typed).hits] == ["a"]


def test_a_partner_that_nothing_has_is_words_with_a_notice(tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, workshop("a", "Bees", partners=("Müller",)), workshop("b", "Bees and Muler"))
    results = ask(searcher, "partner:Muler")
    assert [hit.document.id for hit in results.hits] == ["b"]
    assert [(notice.code, notice.text, notice.nearest) for notice in results.notices] == [
        ("unknown_value", "partner:Muler", "Müller")
    ]


def test_a_correction_keeps_the_capitals_that_texts_give_a_name(tmp_path: Path) -> None:
    lending = workshop("a", "Guarantees", "The banks of Jamaica lend. In Jamaica, Guarantees work.", country="JM")
    searcher = searcher_of(tmp_path, lending, workshop("b", "Honey"), workshop("c", "Trade"))
    results = ask(searcher, "jamaicca lend")
    assert results.suggestion is not None
    assert results.suggestion.text == "Jamaica lend"
    assert results.total == 1


def test_a_word_that_begins_sentences_alone_is_no_name(tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, workshop("a", "Improving Invoices", "Invoices are paid."), workshop("b", "Honey"))
    suggestion = ask(searcher, "invoises").suggestion
    assert suggestion is not None
    assert suggestion.text == "invoices"
