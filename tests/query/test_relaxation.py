from policysearch.query import (
    And,
    Expanded,
    InFacet,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    parse,
    relax,
)
from policysearch.vocabulary import Vocabulary

TRADE, POVERTY, CHILE = Word("trade"), Word("poverty"), Word("Chile")


def test_any_of_the_words_is_enough() -> None:
    assert relax(And((TRADE, POVERTY, Prefix("inn")))) == Or((TRADE, POVERTY, Prefix("inn")))


def test_quotes_negatives_and_filters_stay_firm() -> None:
    firm = (Phrase("best practices"), Not(CHILE), InFacet("country", ("PA",)))
    assert relax(And((TRADE, POVERTY, *firm))) == And((Or((TRADE, POVERTY)), *firm))


def test_stop_words_never_match_alone() -> None:
    the = Word("the", required=False)
    assert relax(And((TRADE, the, POVERTY))) == And((Or((TRADE, POVERTY)), the))


def test_words_inside_groups_and_other_names_give_too() -> None:
    assert relax(Or((And((TRADE, POVERTY)), CHILE))) == Or((Or((TRADE, POVERTY)), CHILE))
    widened = Expanded(And((TRADE, POVERTY)), ((Word("comercio"), 0.5),))
    assert relax(widened) == Expanded(Or((TRADE, POVERTY)), ((Word("comercio"), 0.5),))


def test_where_nothing_gives_the_clause_stays() -> None:
    for text in ("trade", '"trade and poverty" year:2009', "-trade", ""):
        clause = parse(text, Vocabulary()).clause
        assert relax(clause) == clause
