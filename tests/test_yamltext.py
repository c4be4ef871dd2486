"""What is read line by line is what the library reads; mistakes are named with their place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.yamltext import Entries, Items, Scalar, YamlError, fast_reader, load, pyyaml_reader

FRONT = """\
title: "Trade and Poverty: Complementary Policies"
start: 2009-12-03
themes: [trade-and-poverty, ict]
organizers:
  - desd
  - "Ministry of Trade: and Industry"
partners:
- ECLAC
country: NO
series: [Bank & Co. (Perú) of x/y, Institute 2]
funders:
source: https://example.org/a:b#c"""

PARTS = st.sampled_from(
    [
        *"abcé1:#-[],'\"&*!|>%@`{}?. \n\t\\~=<_",
        "title: ",
        "\nstart: ",
        "\n  - ",
        "\n- ",
        "\n  ",
        ": ",
        " #",
        "[a, b]",
        "\xa0",
        "\u2028",
        "\x85",
        "\ufeff",
        "\x00",
        "---",
        "...",
        "key:",
        "x: y",
        '"z"',
        "😀",
        "�",
        "null",
        "--- ",
    ]
)


def by_library(text: str) -> object:
    try:
        return pyyaml_reader.read(text, 2)
    except YamlError as error:
        return error.message


def test_plain_front_matter_needs_no_library() -> None:
    assert fast_reader.read(FRONT, 2) == pyyaml_reader.read(FRONT, 2)


def test_every_text_has_its_place() -> None:
    fields = fast_reader.read(FRONT, 2)
    assert isinstance(fields, Entries)
    (_, title), _, (_, themes), (_, organizers), *_ = fields.entries
    assert title == Scalar("Trade and Poverty: Complementary Policies", 2, 8)
    assert themes == Items((Scalar("trade-and-poverty", 4, 10), Scalar("ict", 4, 29)), 4, 9)
    assert organizers == Items((Scalar("desd", 6, 5), Scalar("Ministry of Trade: and Industry", 7, 5)), 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "title: A: b",
        "title: a # remark",
        "title: 'quoted'",
        'title: "a \\n b"',
        "title: a\n  goes on",
        "title: |\n  a",
        "title: &a b",
        "title: a\n  - b",
        "list:\n  - a\n - b",
        "list:\n  - a: b",
        "list: [a  b]",
        "- a",
        "title: ends:",
        "a\tb: c",
        "title: \u2028",
        "",
    ],
)
def test_what_may_mean_anything_else_is_left_to_the_library(text: str) -> None:
    assert fast_reader.read(text, 2) is None


@pytest.mark.slow
@settings(max_examples=800)
@given(st.lists(PARTS, max_size=14).map("".join))
def test_both_readings_of_a_text_agree(text: str) -> None:
    found = fast_reader.read(text, 2)
    assert found is None or found == by_library(text)


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_any_value_is_read_as_the_library_reads_it(value: str) -> None:
    for text in (f"title: {value}", f"list:\n  - {value}\n  - b", f"list: [{value}, b]", f'title: "{value}"'):
        found = fast_reader.read(text, 2)
        assert found is None or found == by_library(text)


def test_a_mistake_is_named_with_its_place() -> None:
    with pytest.raises(YamlError) as raised:
        load("title: a\nlist: [a, b", 2)
    assert (raised.value.line, raised.value.column) == (3, 7)


def nested_lists(depth: int) -> tuple[str, str]:
    """Return lists within lists in both notations of YAML, ``depth`` of them under a name."""
    flow = f"a: {'[' * depth}x{']' * depth}"
    block = "a:\n" + "".join(f"{'  ' * level}-\n" for level in range(1, depth)) + f"{'  ' * depth}- x"
    return flow, block


def test_lists_are_nested_up_to_a_bound_that_counts_the_name_and_the_text() -> None:
    for text in nested_lists(pyyaml_reader.MAX_DEPTH - 1):
        assert isinstance(load(text, 1), Entries)
    for text, place in zip(nested_lists(pyyaml_reader.MAX_DEPTH), [(1, 12), (9, 19)], strict=True):
        with pytest.raises(YamlError, match="nested too deeply") as raised:
            load(text, 1)
        assert (raised.value.line, raised.value.column) == place
