from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policysearch.model.errors import QueryError
from policysearch.query import (
    MAX_CHARACTERS,
    MAX_CLAUSES,
    MAX_PASTED,
    And,
    Clause,
    Everything,
    Fuzzy,
    InFacet,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    YearRange,
    parse,
)
from policysearch.query.parse import ONLY_STOP_WORDS, bag_of_words
from policysearch.vocabulary import Pick, Vocabulary


def meaning(text: str, vocabulary: Vocabulary | None = None) -> Clause:
    return parse(text, vocabulary or Vocabulary(), expand=False).clause


TRADE, POVERTY, CHILE = Word("trade"), Word("poverty"), Word("Chile")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("trade poverty", And((TRADE, POVERTY))),
        ("trade AND poverty", And((TRADE, POVERTY))),
        ("trade OR poverty", Or((TRADE, POVERTY))),
        ("trade poverty OR Chile", Or((And((TRADE, POVERTY)), CHILE))),
        ("trade (poverty OR Chile)", And((TRADE, Or((POVERTY, CHILE))))),
        ("trade NOT poverty", And((TRADE, Not(POVERTY)))),
        ("trade -poverty", And((TRADE, Not(POVERTY)))),
        ("trade −poverty", And((TRADE, Not(POVERTY)))),
        ("trade -(poverty Chile)", And((TRADE, Not(And((POVERTY, CHILE)))))),
        ("NOT NOT trade", TRADE),
        ("-trade", And((Everything(), Not(TRADE)))),
        ("NOT trade NOT Chile", And((Everything(), Not(TRADE), Not(CHILE)))),
        ('"vulnerable groups"', Phrase("vulnerable groups")),
        ("“vulnerable groups”", Phrase("vulnerable groups")),
        ("«vulnerable groups»", Phrase("vulnerable groups")),
        ('"export chains"~5', Phrase("export chains", 5)),
        ("innov*", Prefix("innov")),
        ("colmbia~", Fuzzy("colmbia", 1)),
        ("colmbia~2", Fuzzy("colmbia", 2)),
        ("colmbia~9", Fuzzy("colmbia", 2)),
        ("year:2009", YearRange(2009, 2009)),
        ("year:2009..2011", YearRange(2009, 2011)),
        ("year:2011..2009", YearRange(2009, 2011)),
        ("year:2009-2011", YearRange(2009, 2011)),
        ("year:2010..", YearRange(2010, None)),
        ("AÑO:..2010", YearRange(None, 2010)),
        ("country:Panama", InFacet("country", ("PA",))),
        ("country:PA,us", InFacet("country", ("PA", "US"))),
        ('country:"United States"', InFacet("country", ("US",))),
        ("country:Estados Unidos trade", And((InFacet("country", ("US",)), TRADE))),
        ("pays:États-Unis", InFacet("country", ("US",))),
        ("experience:El Salvador", InFacet("experience", ("SV",))),
        ("country:Narnia trade", And((Word("country", required=False), Word("Narnia"), TRADE))),
        ("language:español", InFacet("language", ("es",))),
        ("trade -year:2009", And((TRADE, Not(YearRange(2009, 2009))))),
        ("trade trade TRADE", Word("trade", count=3)),
        ("public-private", Word("public-private")),
        ("trade/poverty", And((TRADE, POVERTY))),
        ("ｔｒａｄｅ", TRADE),
        ("trade and poverty", And((TRADE, Word("and", required=False), POVERTY))),
        ("ONU or", And((Word("ONU"), Word("or", required=False)))),
        ("1,800 year", And((Word("1,800"), Word("year")))),
    ],
)
def test_the_query_language_means(text: str, clause: Clause) -> None:
    assert meaning(text) == clause


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ('trade "poverty', And((TRADE, POVERTY))),
        ("((trade", TRADE),
        ("trade))) poverty", And((TRADE, POVERTY))),
        ("AND trade OR", TRADE),
        ("trade AND OR poverty", Or((TRADE, POVERTY))),
        ("trade NOT", TRADE),
        ("trade - poverty", And((TRADE, POVERTY))),
        ("trade --poverty", And((TRADE, POVERTY))),
        ("() trade", TRADE),
        ('"" trade', TRADE),
        ("* trade ~", TRADE),
        ("year:soon", And((Word("year", required=False), Word("soon")))),
        ("note: trade", And((Word("note"), TRADE))),
        (":trade:", TRADE),
        ("trade?", TRADE),
        ('"of the" trade', And((Phrase("of the"), TRADE))),
    ],
)
def test_what_is_malformed_is_read_as_plain_words(text: str, clause: Clause) -> None:
    assert meaning(text) == clause


@pytest.mark.parametrize("text", ["", "   "])
def test_no_words_ask_for_everything(text: str) -> None:
    assert parse(text, Vocabulary()).clause == Everything()


@pytest.mark.parametrize("text", ["()", '""', "~ *", "???", "🌱", "-", "¿?", "« »"])
def test_signs_alone_list_nothing_and_say_so(text: str) -> None:
    query = parse(text, Vocabulary())
    assert (query.clause, [notice.code for notice in query.notices]) == (Or(()), ["only_signs"])


def test_a_query_of_stop_words_alone_lists_nothing_and_says_so() -> None:
    for text in ("what is the", "AND", "of and"):
        query = parse(text, Vocabulary())
        assert (query.clause, query.notices) == (Or(()), (ONLY_STOP_WORDS,))
    assert parse("", Vocabulary()).notices == ()


def test_a_theme_is_named_by_its_id_or_its_label_in_any_language(words: Vocabulary) -> None:
    within = InFacet("theme", ("trade-and-poverty",))
    for text in ("theme:trade-and-poverty", 'theme:"trade and poverty"', "tema:comercio y pobreza"):
        assert meaning(text, words) == within


def test_a_partner_is_named_by_any_of_its_names(words: Vocabulary) -> None:
    clause = meaning("partner:cepal", words)
    assert isinstance(clause, InFacet)
    assert "ECLAC" in clause.values


def test_the_experience_of_a_region_is_its_own_and_reaches_members_that_share_it(words: Vocabulary) -> None:
    assert meaning("experience:CARICOM", words) == InFacet("experience", ("caricom",))
    assert meaning("experience:world", words) == InFacet("experience", ("world",))
    assert meaning("experience:Jamaica", words) == InFacet("experience", ("JM", "caricom"))
    assert meaning("country:Jamaica", words) == InFacet("country", ("JM",))


def test_caps_have_a_clear_message() -> None:
    with pytest.raises(QueryError, match="10,000 characters") as caught:
        parse("x" * (MAX_PASTED + 1), Vocabulary())
    assert caught.value.parameter == "q"
    with pytest.raises(QueryError, match="64 words"):
        parse(" OR ".join(f"w{n}" for n in range(MAX_CLAUSES + 1)), Vocabulary())
    with pytest.raises(QueryError) as caught:
        parse("trade", Vocabulary(), offset=9_991, limit=10)
    assert caught.value.parameter == "offset"


def test_a_bag_of_words_has_no_syntax_and_no_caps() -> None:
    assert bag_of_words('trade -poverty "Chile"') == And((TRADE, POVERTY, CHILE))
    assert isinstance(bag_of_words("one two three " * 500), And)


def test_picks_are_pinned_while_they_are_in_force() -> None:
    vocabulary = Vocabulary(picks=(Pick(("Trade", "comercio"), ("panama",), date(2011, 1, 1), date(2011, 12, 31)),))
    assert parse("  trade ", vocabulary, today=date(2011, 5, 1)).pinned == ("panama",)
    assert parse("trade", vocabulary, today=date(2012, 1, 1)).pinned == ()
    assert parse("trade Chile", vocabulary, today=date(2011, 5, 1)).pinned == ()


_PIECES = st.sampled_from(
    [
        *'()"-~*:',
        " ",
        "AND",
        " OR ",
        "NOT ",
        "year:",
        "country:",
        "theme:ict",
        "2009",
        "..",
        "trade",
        "SMEs",
        "é",
        "the",
    ]
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=MAX_CHARACTERS), st.lists(_PIECES, max_size=150).map("".join)))
def test_no_text_raises_other_than_over_a_cap_and_parsing_again_says_the_same(words: Vocabulary, text: str) -> None:
    try:
        query = parse(text, words)
    except QueryError:
        assume(False)
    assert parse(query.text, words) == query
    hash(query)
    assert size(query.clause) <= MAX_CLAUSES * 60


def size(clause: object) -> int:
    inner = getattr(clause, "clauses", ()) or filter(None, [getattr(clause, "clause", None)])
    return 1 + sum(map(size, inner)) + len(getattr(clause, "also", ()))


@pytest.mark.parametrize(
    ("text", "code", "named", "nearest"),
    [
        ("country:Pannama", "unknown_value", "country:Pannama", "Panama"),
        ("país:Pannama,", "unknown_value", "país:Pannama", "Panama"),
        ('theme:"trade and povertie"', "unknown_value", "theme:trade and povertie", "Trade and poverty"),
        ("Theme:trade – a title", "unknown_value", "Theme:trade", ""),
        ("colour:red", "unknown_field", "colour", ""),
        ('note:"green bonds"', "unknown_field", "note", ""),
    ],
)
def test_a_field_or_value_that_nothing_has_is_words_with_a_notice(
    words: Vocabulary, text: str, code: str, named: str, nearest: str
) -> None:
    query = parse(text, words, expand=False)
    (notice,) = query.notices
    assert (notice.code, notice.text, notice.nearest) == (code, named, nearest)
    assert "InFacet" not in repr(query.clause)


@pytest.mark.parametrize(
    "text",
    [
        "country:Panama.",
        "theme:ict!",
        "theme:ICT",
        "year:2009, ICT",
        "see https://example.org/a",
        "at 10:30",
        "note: x",
    ],
)
def test_right_fields_addresses_and_hours_have_no_notice(words: Vocabulary, text: str) -> None:
    assert parse(text, words).notices == ()


def test_values_may_have_punctuation_behind_and_commas_within(words: Vocabulary) -> None:
    assert parse("theme:ict.", words).clause == InFacet("theme", ("ict",))
    assert parse('country:"Bolivia, Plurinational State of"', words).clause == InFacet("country", ("BO",))
    assert parse("year:2009.", words).clause == parse("year:2009", words).clause
