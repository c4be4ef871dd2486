"""What is suggested, carried over from one generation to the next."""

from pathlib import Path

import pytest

from policysearch.materials.documents import documents_of
from policysearch.model.errors import IndexDamagedError
from policysearch.model.workshop import Workshop
from policysearch.search.suggest import collector as collector_module
from policysearch.search.suggest.collector import GONE, PHRASES, RECENT, TITLES, Collector, read
from policysearch.search.suggest.entry import entry
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import workshop

MANY = [workshop(f"w{n:03}", f"Workshop number {n}", "Banks lend to small firms.") for n in range(100)]


@pytest.fixture(autouse=True)
def are_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than are counted one and all."""
    monkeypatch.setattr(collector_module, "ALL", 10)


def write(folder: Path, workshops: list[Workshop], before: Path | None = None, gone: tuple[str, ...] = ()) -> Path:
    collector = Collector(before, gone)
    folder.mkdir()
    for one in workshops:
        list(collector.seeing(documents_of(one, Vocabulary())))
    collector.write(folder)
    return folder


def titles(folder: Path) -> dict[str, str]:
    gone = set((folder / GONE).read_text("utf-8").split())
    held = [entry(line) for line in read(folder / TITLES)]
    assert len({one.value for one in held}) == len(held)
    return {one.value: one.text for one in held if one.value not in gone} | {
        one.value: one.text for one in map(entry, read(folder / RECENT))
    }


def test_a_change_among_many_leaves_the_file_of_titles_as_it_is(tmp_path: Path) -> None:
    first = write(tmp_path / "1", MANY)
    second = write(tmp_path / "2", [workshop("w007", "Another title")], first, ("w007", "w008"))
    assert (second / TITLES).read_bytes() == (first / TITLES).read_bytes()
    held = titles(second)
    assert held["w007"] == "Another title"
    assert "w008" not in held
    assert len(held) == 99


def test_changes_follow_each_other_until_all_is_written_again(tmp_path: Path) -> None:
    folder, expected = write(tmp_path / "0", MANY), {one.slug: one.title for one in MANY}
    for step in range(1, 12):
        slug, vanished = f"w{step:03}", f"w{50 + step:03}"
        folder = write(tmp_path / str(step), [workshop(slug, f"Title {step}")], folder, (slug, vanished))
        expected[slug] = f"Title {step}"
        del expected[vanished]
        assert titles(folder) == expected
    assert len(read(folder / RECENT)) < 11
    assert len(read(folder / TITLES)) < 100


def test_a_title_changed_twice_and_one_brought_back_stand_once(tmp_path: Path) -> None:
    first = write(tmp_path / "1", MANY)
    second = write(tmp_path / "2", [workshop("w007", "Second")], first, ("w007", "w008"))
    third = write(tmp_path / "3", [workshop("w007", "Third"), MANY[8]], second, ("w007",))
    assert titles(third) == {one.slug: one.title for one in MANY} | {"w007": "Third"}


def test_phrases_are_carried_over_and_those_of_what_is_added_join_them(tmp_path: Path) -> None:
    first = write(tmp_path / "1", MANY)
    new = [workshop(f"n{n}", body="They have green bonds.") for n in range(3)]
    second = write(tmp_path / "2", new, first)
    found = {one.text: one.worth for one in map(entry, read(second / PHRASES))}
    assert found["green bonds"] == 3
    assert found["Banks lend to small firms"] > 10


def test_of_very_many_workshops_a_share_is_counted(tmp_path: Path) -> None:
    folder = write(tmp_path / "1", MANY)
    assert 10 < max(entry(line).worth for line in read(folder / PHRASES)) < 60


def test_a_title_of_several_lines_is_one_entry(tmp_path: Path) -> None:
    folder = write(tmp_path / "1", [workshop("a", "One\ttitle\nof two lines")])
    assert titles(folder) == {"a": "One title of two lines"}


def test_a_word_of_one_workshop_among_very_many_is_no_suggestion(tmp_path: Path) -> None:
    folder = write(tmp_path / "1", [*MANY, *(workshop(f"x{n}", f"unique{n}") for n in range(200))])
    assert not [line for line in read(folder / PHRASES) if "unique" in line]


@pytest.mark.parametrize("bytes_left", [None, 0, 10, 400])
def test_a_file_that_is_gone_or_cut_off_is_damage(tmp_path: Path, bytes_left: int | None) -> None:
    path = write(tmp_path / "1", MANY) / TITLES
    if bytes_left is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:bytes_left])
    with pytest.raises(IndexDamagedError, match=f"{TITLES} of 1 cannot be read"):
        read(path)
