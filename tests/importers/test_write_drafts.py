"""Drafts are written beside what is there, and over nothing."""

from pathlib import Path

from policysearch.importers import cue_files, write_drafts
from policysearch.vocabulary import Theme, Vocabulary

WORDS = Vocabulary(themes=(Theme("credit", {"en": "Credit"}, ("credit",)),))
PAGE = "Workshop on {}\n\nLima, Peru: July 24-25, 2012\n\nHighlights\n\n- Credit grew in all of the countries.\n"


def written(folder: Path, *topics: str, publish: bool = False) -> list[tuple[str, bool, bool]]:
    paths = []
    for topic in topics:
        paths.append(folder / f"{topic}.txt")
        paths[-1].write_text(PAGE.format(topic), "utf-8")
    imported = write_drafts.documents(paths, folder / "materials", WORDS, cue_files.shipped(), publish)
    return [(w.slug, w.path is not None, w.published) for document in imported for w in document.written]


def test_another_workshop_in_the_same_place_and_year_gets_a_number(tmp_path: Path) -> None:
    assert written(tmp_path, "Credit", "Exports") == [("2012-lima", True, False), ("2012-lima-2", True, False)]


def test_what_was_imported_before_is_left_as_it_is(tmp_path: Path) -> None:
    written(tmp_path, "Credit", "Exports")
    file = tmp_path / "materials" / "2012-lima.md"
    file.write_text(file.read_text("utf-8") + "Edited.\n", "utf-8")
    assert written(tmp_path, "Credit", "Exports") == [("2012-lima", False, False), ("2012-lima-2", False, False)]
    assert file.read_text("utf-8").endswith("Edited.\n")


def test_publishing_at_once_is_for_drafts_with_nothing_to_review(tmp_path: Path) -> None:
    assert written(tmp_path, "Credit", publish=True) == [("2012-lima", True, True)]
    unsure = tmp_path / "unsure.txt"
    unsure.write_text("A note without any date", "utf-8")
    (document,) = write_drafts.documents([unsure], tmp_path / "materials", WORDS, cue_files.shipped(), publish=True)
    assert [w.published for w in document.written] == [False]
