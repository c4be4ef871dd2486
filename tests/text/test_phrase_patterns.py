"""Phrases as people write them match what they should, in linear time, and faulty ones are named."""

import re

import pytest

from policysearch.text.phrase_patterns import PhraseTable, check_phrase, phrase_pattern


@pytest.mark.parametrize(
    ("phrase", "matching", "others"),
    [
        ("took place", ["took place", "took \n place"], ["tookplace", "took"]),
        ("organi(s|z)ed", ["organised", "organized"], ["organi(s|z)ed", "organied"]),
        ("(co-?)?organizers?", ["organizer", "coorganizers", "co-organizer"], ["cocoorganizer"]),
        ("realiz*", ["realizó", "realizaron"], ["realiz", "realizó el"]),
        ("*day", ["Monday", "workday"], ["day"]),
        ("el #", ["el 3"], ["el x", "el #"]),
        ("d'", ["d'", "d’"], ["d"]),
        ("U.S.?", ["U.S", "U.S."], ["UxS"]),
    ],
)
def test_a_phrase_matches(phrase: str, matching: list[str], others: list[str]) -> None:
    check_phrase(phrase)
    pattern = re.compile(phrase_pattern(phrase))
    assert [text for text in [*matching, *others] if pattern.fullmatch(text)] == matching


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("(a|b", "has a parenthesis without its other half"),
        ("a) b", "has a parenthesis without its other half"),
        ("a*b*", "has more than one * in a word"),
        ("?a", "has a ? that follows neither a letter nor a group"),
        ("a *? b", "has a ? that follows neither a letter nor a group"),
        ("(a)?", "has no letter that must be there"),
        ("", "has no letter that must be there"),
        ("a" * 501, "is longer than 500 characters"),
    ],
)
def test_a_faulty_phrase_is_named(phrase: str, fault: str) -> None:
    with pytest.raises(ValueError, match=re.escape(fault)):
        check_phrase(phrase)


TABLE = PhraseTable({"of": ["de", "de la", "d'"], "body": ["Banco"], "none": [], "accented": ["Días"]})


@pytest.mark.parametrize(
    ("template", "text", "match"),
    [
        ("{of}", "de la", "de la"),
        ("{of+}{body}", "de la Banco", "de la Banco"),
        ("{of+}{body}", "d’Banco", "d’Banco"),
        ("{of+}{body}", "deBanco", None),
        ("{body of}{0,2}", "bancode", "bancode"),
        ("x{none}y", "xy", "xy"),
    ],
)
def test_a_template_is_filled_with_phrases(template: str, text: str, match: str | None) -> None:
    result = TABLE.pattern(template).match(text)
    assert (result[0] if result else None) == match


def test_capitals_matter_where_the_flags_say_so_and_accents_can_be_taken_off() -> None:
    assert not TABLE.pattern("{body}", re.NOFLAG).match("banco")
    assert TABLE.pattern("{body}").match("banco")
    assert TABLE.without_accents.pattern("{accented}").match("dias")
    assert not TABLE.pattern("{accented}").match("dias")


def test_a_key_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        TABLE.pattern("{absent}")
