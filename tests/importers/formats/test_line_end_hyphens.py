"""Words divided at a line's end."""

import pytest

from policysearch.importers.formats.line_end_hyphens import LineEndHyphens

TEXTS = ("La innovación se co-financia aquí.", "Each decision counts while making it.", "It is em-")


@pytest.mark.parametrize(
    ("divided", "whole"),
    [
        ("la innova\ufffeción (ANII)", "la innovación (ANII)"),
        ("un cré\ufffedito", "un crédito"),
        ("em\ufffepresa", "empresa"),
        ("público\ufffeprivados", "público-privados"),
        ("se co\ufffefinancia", "se co-financia"),
        ("los co\ufffefinanciados", "los cofinanciados"),
        ("decision\ufffemaking", "decision-making"),
        ("Franco\ufffeAlemán", "Franco-Alemán"),
        ("COVID19\ufffe2", "COVID19-2"),
        ("ends \ufffe so", "ends - so"),
    ],
)
def test_a_hyphen_stays_where_it_is_part_of_the_word(divided: str, whole: str) -> None:
    assert LineEndHyphens(TEXTS).undone(divided) == whole
