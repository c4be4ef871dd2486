"""What is suggested, carried over from one generation to the next."""

from collections.abc import Mapping, Sequence

import pytest

from policysearch.materials.documents import documents_of
from policysearch.model.errors import IndexDamagedError
from policysearch.model.workshop import Workshop
from policysearch.search.suggest import suggestion_builder
from policysearch.search.suggest.entry import Entry, from_line
from policysearch.search.suggest.suggestion_builder import (
    OUTDATED,
    PHRASES,
    RECENT,
    TITLES,
    SuggestionBuilder,
    read_slugs,
    read_table,
)
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import workshop

MANY = [workshop(f"w{n:03}", f"Workshop number {n}", "Banks lend to small firms.") for n in range(100)]


@pytest.fixture(autouse=True)
def are_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than are counted one and all."""
    monkeypatch.setattr(suggestion_builder, "ALL", 10)


def resources(
    workshops: Sequence[Workshop], previous: Mapping[str, bytes] | None = None, outdated: Sequence[str] = ()
) -> dict[str, bytes]:
    builder = SuggestionBuilder(previous, outdated)
    for workshop_ in workshops:
        for document in documents_of(workshop_, Vocabulary()):
            builder.add(document)
    return builder.resources()


def entries(content: Mapping[str, bytes], name: str) -> list[Entry]:
    return [from_line(line) for line in read_table(name, content[name])]


def titles(content: Mapping[str, bytes]) -> dict[str, str]:
    outdated = read_slugs(content[OUTDATED])
    old = entries(content, TITLES)
    assert len({entry.value for entry in old}) == len(old)
    return {entry.value: entry.text for entry in old if entry.value not in outdated} | {
        entry.value: entry.text for entry in entries(content, RECENT)
    }


def test_a_change_among_many_leaves_the_table_of_titles_as_it_is() -> None:
    first = resources(MANY)
    second = resources([workshop("w007", "Another title")], first, ("w007", "w008"))
    assert second[TITLES] == first[TITLES]
    current = titles(second)
    assert current["w007"] == "Another title"
    assert "w008" not in current
    assert len(current) == 99


def test_changes_follow_each_other_until_all_is_written_again() -> None:
    content, expected = resources(MANY), {one.slug: one.title for one in MANY}
    for step in range(1, 12):
        slug, vanished = f"w{step:03}", f"w{50 + step:03}"
        content = resources([workshop(slug, f"Title {step}")], content, (slug, vanished))
        expected[slug] = f"Title {step}"
        del expected[vanished]
        assert titles(content) == expected
    assert len(entries(content, RECENT)) < 11
    assert len(entries(content, TITLES)) < 100


def test_a_title_changed_twice_and_one_brought_back_stand_once() -> None:
    second = resources([workshop("w007", "Second")], resources(MANY), ("w007", "w008"))
    third = resources([workshop("w007", "Third"), MANY[8]], second, ("w007",))
    assert titles(third) == {one.slug: one.title for one in MANY} | {"w007": "Third"}


def test_phrases_are_carried_over_and_those_of_what_is_added_join_them() -> None:
    new = [workshop(f"n{n}", body="They have green bonds.") for n in range(3)]
    worth = {entry.text: entry.worth for entry in entries(resources(new, resources(MANY)), PHRASES)}
    assert worth["green bonds"] == 3
    assert worth["Banks lend to small firms"] > 10


def test_of_very_many_workshops_a_share_is_counted() -> None:
    assert max(entry.worth for entry in entries(resources(MANY), PHRASES)) == pytest.approx(len(MANY), rel=0.5)


def test_a_title_of_several_lines_is_one_entry() -> None:
    assert titles(resources([workshop("a", "One\ttitle\nof two lines")])) == {"a": "One title of two lines"}


def test_a_word_of_one_workshop_among_very_many_is_no_suggestion() -> None:
    content = resources([*MANY, *(workshop(f"x{n}", f"unique{n}") for n in range(200))])
    assert not [entry for entry in entries(content, PHRASES) if "unique" in entry.text]


def test_many_titles_are_compressed_with_a_dictionary_and_read_back() -> None:
    many = [workshop(f"w{n:05}", f"Workshop number {n} on credit guarantees for small firms") for n in range(6_000)]
    assert titles(resources(many)) == {one.slug: one.title for one in many}


@pytest.mark.parametrize("bytes_left", [0, 10, 400])
def test_a_table_that_is_cut_off_is_damage(bytes_left: int) -> None:
    with pytest.raises(IndexDamagedError, match=f"{TITLES} cannot be read"):
        read_table(TITLES, resources(MANY)[TITLES][:bytes_left])
