import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from policysearch.exporters import Entry
from policysearch.exporters.bibtex import citation_key, escape, write
from tests.exporters.conftest import PROVENANCE


def fields(entry: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.MULTILINE))


def test_a_lesson_is_in_the_proceedings_of_its_workshop(sample_entries: list[Entry]) -> None:
    comment, proceedings, lesson, _ = b"".join(write(sample_entries, PROVENANCE)).decode().split("\n@")
    assert "% Search: credit country:PA" in comment
    assert proceedings.startswith("proceedings{credit,")
    assert fields(proceedings)["title"] == r"Credit \& Growth"
    assert lesson.startswith("inproceedings{credit:h1,")
    assert fields(lesson)["author"] == "{Ministry of Trade and Industry}"
    assert fields(lesson)["booktitle"] == r"Credit \& Growth"
    assert fields(lesson)["date"] == "2010-09-21/2010-09-22"


def test_outside_entries_there_is_no_at_sign() -> None:
    assert "@" not in b"".join(write([], replace(PROVENANCE, query="@misc{x"))).decode()


@given(st.text(max_size=80))
def test_braces_stay_balanced_and_nothing_special_is_bare(words: str) -> None:
    escaped = escape(words)
    assert escaped.count("{") == escaped.count("}")
    bare = re.sub(r"\\text(backslash|asciitilde|asciicircum|braceleft|braceright)\{\}|\\[$&#%_]", "", escaped)
    assert not set(bare) & set("\\{}$&#%_~^\n\r")


@given(st.text(max_size=40))
def test_a_key_has_only_what_a_key_may(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9.:-]*", citation_key(name))
