import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policysearch.query import droppable_parts, remove_part
from policysearch.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("credit for small firms", ("credit", "small", "firms")),
        ('"small firms"~3 -loans', ('"small firms"~3', "loans")),
        ("a OR zebra AND NOT quagga", ("zebra", "quagga")),
        ("country:El Salvador loans", ("country:El Salvador", "loans")),
        ('pays:"Costa Rica", loans.', ('pays:"Costa Rica"', "loans")),
        (
            "year:2009..2011 (loans OR (credit -banks)) firms",
            ("year:2009..2011", "(loans OR (credit -banks))", "firms"),
        ),
        ("“small firms” innov* lons~2", ("“small firms”", "innov*", "lons~2")),
        ("public-private loans loans", ("public-private", "loans")),
        ("(unclosed loans", ("(unclosed loans",)),
        ("the of ) -", ()),
    ],
)
def test_what_may_be_left_out_stands_as_it_was_typed(text: str, parts: tuple[str, ...]) -> None:
    assert droppable_parts(text, Vocabulary()) == parts


@pytest.mark.parametrize(
    ("text", "part", "remaining"),
    [
        ("loans -banks", "banks", "loans"),
        ("banks riverbanks Banks", "banks", "riverbanks"),
        ('loans "small firms"', '"small firms"', "loans"),
        ("(a OR b) loans", "(a OR b)", "loans"),
    ],
)
def test_a_stretch_is_left_out_with_its_sign(text: str, part: str, remaining: str) -> None:
    assert " ".join(remove_part(text, part).split()) == remaining


@example("0(00")
@given(st.text(st.sampled_from('abc ()"-:.*~ORNT“”') | st.characters(), max_size=40))
def test_any_text_has_stretches_of_itself(text: str) -> None:
    for part in droppable_parts(text, Vocabulary()):
        assert part in text
        assert part not in remove_part(text, part) or len(part) < 3
