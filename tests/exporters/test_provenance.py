import json
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as Xml

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.exporters import FORMATS, atom
from tests.exporters.conftest import PROVENANCE


def test_a_provenance_says_what_was_asked_when_where_and_of_which_edition() -> None:
    assert dict(PROVENANCE.lines(10)) == {
        "Search": "credit country:PA",
        "Retrieved on": "November 23, 2026",
        "Address": "https://www.example.org/?q=credit",
        "Edition of the collection": "g1",
    }


@pytest.mark.parametrize(("language", "counts"), [("en", "10,000 / 12,345"), ("es", "10\u00a0000 / 12\u00a0345")])
def test_what_was_left_out_is_said_as_the_reader_writes_numbers(language: str, counts: str) -> None:
    assert [*replace(PROVENANCE, language=language, total=12_345).lines(10_000)][-1][1] == counts


def test_a_csv_that_was_cut_says_so_at_its_end() -> None:
    complete = b"".join(FORMATS["csv"].write([], PROVENANCE)).decode()
    truncated = b"".join(FORMATS["csv"].write([], replace(PROVENANCE, total=12_345))).decode()
    assert truncated.removeprefix(complete) == '"Only the first entries are listed: 10,000 / 12,345"\r\n'


@pytest.mark.slow
@settings(max_examples=25)
@given(st.text(max_size=30))
def test_whatever_was_typed_every_format_can_hold_it(typed: str) -> None:
    provenance = replace(PROVENANCE, title=typed, query=typed, publisher=typed)
    files = {name: b"".join(form.write([], provenance)) for name, form in FORMATS.items()}
    docx.Document(BytesIO(files["docx"]))
    json.loads(files["json"])
    Xml.fromstring(b"".join(atom.write([], provenance, "x", "y")))
