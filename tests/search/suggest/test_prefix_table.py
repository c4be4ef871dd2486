"""Lines found by the beginnings of their words, against looking at every line."""

from hypothesis import given
from hypothesis import strategies as st

from policysearch.search.suggest.prefix_table import PrefixTable, table_arrays, typed_words
from policysearch.text import fold, forms, is_stop_word

WORDS = st.sampled_from("trade trading Trädé poverty the of of small SMEs l'eau U.S. 2009 públicas pub p".split())
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), max_size=12)
PREFIXES = st.lists(st.sampled_from("t tr trad p po pub s sme 20 e u us".split()), min_size=1, max_size=3)


def table(lines: list[str]) -> PrefixTable:
    return PrefixTable(table_arrays(lines))


def words_of(line: str) -> list[str]:
    said = [fold(form) for form, _, _ in forms(line)]
    return [word for place, word in enumerate(said) if not place or not is_stop_word(word)]


def has(line: str, beginnings: list[str]) -> bool:
    return all(any(word.startswith(one) for word in words_of(line)) for one in beginnings)


@given(LINES, PREFIXES)
def test_just_the_lines_that_have_words_beginning_so_are_found(lines: list[str], typed: list[str]) -> None:
    found = table(lines).find(typed, 100)
    assert sorted(found) == [number for number, line in enumerate(lines) if has(line, typed)]


@given(LINES, PREFIXES)
def test_lines_that_begin_so_come_first_then_the_most_worth(lines: list[str], typed: list[str]) -> None:
    found = table(lines).find(typed, 100)
    assert found == sorted(found, key=lambda n: (not words_of(lines[n])[0].startswith(typed[0]), n))


def test_of_very_many_lines_the_most_worth_are_found() -> None:
    lines = [f"workshop {number} on small trade" for number in range(5_000)]
    assert table(lines).find(["small"], 10)[:10] == list(range(10))
    rare = [*lines, "trade"]
    assert table(rare).find(["tra"], 10)[0] == 5_000


def test_the_lines_are_kept_as_they_are() -> None:
    lines = ["Pobreza y comercio\tes\ttitle\tpanamá", "貿易", ""]
    assert list(table(lines)) == lines
    assert list(table([])) == [] == table([]).find(["a"], 5)


def test_a_mistyped_beginning_is_looked_for_among_beginnings_of_its_length() -> None:
    held = table(["competitiveness", "competence", "compliance", "poverty"])
    assert held.find(["competi"], 9, nearly=True) == [0]
    assert held.find(["comptei"], 9, nearly=True) == [0]
    assert held.find(["povety"], 9, nearly=True) == [3]
    assert held.find(["oompetence"], 9, nearly=True) == []


def test_stop_words_are_left_out_of_what_was_typed_unless_alone() -> None:
    assert is_stop_word("the")
    assert typed_words("the poverty of trade") == ["poverty", "trade"]
    assert typed_words("the") == ["the"]
    assert typed_words("") == typed_words("- ?") == []
