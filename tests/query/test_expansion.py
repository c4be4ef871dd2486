import pytest

from policysearch.query import And, Clause, Expanded, InFacet, Not, Or, Phrase, Word, parse
from policysearch.vocabulary import Vocabulary


def also(text: str, words: Vocabulary) -> dict[Clause, float]:
    clause = parse(text, words).clause
    assert isinstance(clause, Expanded), clause
    return dict(clause.also)


@pytest.mark.parametrize(
    "text",
    [
        "SME",
        "SMEs",
        "pymes",
        "PyMEs",
        "mipymes",
        "PMEs",
        "small and medium enterprises",
        "Small and medium enterprise",
        "small medium enterprises",
    ],
)
def test_a_synonym_in_any_inflection_widens_to_its_group(text: str, words: Vocabulary) -> None:
    names = {clause.text for clause in also(text, words) if isinstance(clause, Word | Phrase)}
    group = {"MSME", "SME", "PYME", "MIPYME", "MPME", "PME", "small and medium enterprises"}
    assert names < group
    assert len(names) == len(group) - 1


def test_several_words_together_have_their_own_names(words: Vocabulary) -> None:
    clause = parse("Chile information and communication technologies", words).clause
    assert isinstance(clause, And)
    chile, widened = clause.clauses
    assert chile == Word("Chile")
    assert isinstance(widened, Expanded)
    assert isinstance(widened.clause, And)
    assert Word("TIC") in dict(widened.also)


def test_the_original_weighs_more(words: Vocabulary) -> None:
    assert all(0 < weight < 1 for weight in also("SMEs", words).values())


@pytest.mark.parametrize(
    "text", ["trade and poverty", "pobreza y comercio", "comércio e pobreza", "pauvreté et commerce"]
)
def test_a_theme_in_any_language_and_order_finds_its_documents(text: str, words: Vocabulary) -> None:
    assert InFacet("theme", ("trade-and-poverty",)) in also(text, words)


def test_an_organization_is_found_under_any_of_its_names(words: Vocabulary) -> None:
    assert Word("CEPAL") in also("eclac", words)
    assert Word("ECLAC") in also("economic commission for latin america and the caribbean", words)


def test_a_country_is_found_in_other_languages_and_through_its_regions(words: Vocabulary) -> None:
    assert Phrase("Estados Unidos") in also("United States", words)
    assert Word("CARICOM") in also("Jamaica", words)
    assert Word("World") not in also("Jamaica", words)


def test_an_expansion_says_which_of_its_names_are_a_countrys_regions(words: Vocabulary) -> None:
    (expansion,) = parse("Jamaica", words).expansions
    (caricom,) = expansion.regions
    assert "CARICOM" in caricom
    assert set(caricom) <= set(expansion.also)
    (expansion,) = parse("SMEs", words).expansions
    assert expansion.regions == ()


def test_a_region_finds_texts_that_discuss_it(words: Vocabulary) -> None:
    assert InFacet("experience", ("caricom",)) in also("caribbean community", words)


def test_us_is_a_country_in_capitals_only(words: Vocabulary) -> None:
    assert Phrase("United States") in also("US", words)
    assert parse("us", words).clause == Word("us")


def test_a_currency_is_no_country(words: Vocabulary) -> None:
    assert parse("US$", words).expansions == ()
    assert parse("US$5", words).expansions == ()


def test_what_was_added_is_told(words: Vocabulary) -> None:
    (expansion,) = parse("pymes", words).expansions
    assert expansion.term == "pymes"
    assert {"SME", "MSME", "PME"} <= set(expansion.also)
    assert "PYME" not in expansion.also


@pytest.mark.parametrize("text", ['"SMEs"', '"small and medium enterprises"', "SME*", "SMEs~"])
def test_nothing_is_widened_inside_quotes_or_patterns(text: str, words: Vocabulary) -> None:
    query = parse(text, words)
    assert not isinstance(query.clause, Expanded)
    assert query.expansions == ()


def test_nothing_is_widened_after_not(words: Vocabulary) -> None:
    clause = parse("Chile -SMEs", words).clause
    assert isinstance(clause, And)
    assert clause.clauses[1] == Not(Word("SMEs"))


def test_without_expand_nothing_else_is_searched(words: Vocabulary) -> None:
    query = parse("pymes micro-enterprises", words, expand=False)
    assert query.clause == And((Word("pymes"), Word("micro-enterprises")))
    assert query.expansions == ()


def test_each_side_of_or_is_widened(words: Vocabulary) -> None:
    clause = parse("pymes OR ICT", words).clause
    assert isinstance(clause, Or)
    assert all(isinstance(side, Expanded) for side in clause.clauses)


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("micro-enterprise", Word("microenterprise")),
        ("microempresas", Phrase("micro empresas")),
        ("1er", Word("1")),
    ],
)
def test_compounds_are_found_in_either_spelling(text: str, spelling: Clause, words: Vocabulary) -> None:
    assert spelling in also(text, words)
    assert parse(text, words).expansions == ()


@pytest.mark.parametrize("ordinal", ["3rd", "21st", "4th"])
def test_an_ordinal_is_no_other_number(ordinal: str, words: Vocabulary) -> None:
    assert parse(ordinal, words).clause == Word(ordinal)


def test_a_theme_whose_label_was_typed_as_it_is_is_told_by_another_of_its_labels(words: Vocabulary) -> None:
    for text, language in (("Trade and poverty", "en"), ("Comercio y pobreza", "es")):
        (expansion,) = parse(text, words, language=language).expansions
        assert expansion.term == text
        assert len(expansion.also) == 1
        assert expansion.also[0] != text


def every_other_word(text: str, words: Vocabulary) -> set[Clause]:
    clause = parse(text, words).clause
    parts = clause.clauses if isinstance(clause, And) else (clause,)
    return {other for part in parts if isinstance(part, Expanded) for other, _ in part.also}


@pytest.mark.parametrize(
    ("text", "other"),
    [("healthcare", "health care"), ("medioambiente", "medio ambiente"), ("groundwater", "ground water")],
)
def test_two_frequent_words_may_be_typed_as_one(text: str, other: str, words: Vocabulary) -> None:
    assert Phrase(other) in every_other_word(text, words)


@pytest.mark.parametrize("text", ["notable", "casados", "especialmente", "friendship", "microscope", "trabajadoras"])
def test_words_that_only_look_like_two_are_one(text: str, words: Vocabulary) -> None:
    assert not {other for other in every_other_word(text, words) if isinstance(other, Phrase)} - {Phrase("micro scope")}
