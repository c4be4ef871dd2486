"""Addresses, numbers and names that may not be meant for the public are warned of."""

from policysearch.importers import cue_files, privacy_warnings
from policysearch.importers.outline import Block, Outline


def warnings(*texts: str) -> str:
    outline = Outline(tuple(Block("paragraph", text) for text in texts))
    return " ".join(privacy_warnings.find(outline, cue_files.shipped()))


def test_addresses_numbers_and_lists_of_people_are_warned_of() -> None:
    assert "ana@example.org, b@example.org, c@example.org and 1 more" in warnings(
        "ana@example.org b@example.org", "c@example.org d@example.org"
    )
    assert "telephone numbers (1)" in warnings("Tel: +507 612-34567")
    assert "list of participants" in warnings("Lista de participantes")
    assert "list of participants" in warnings("3. LIST OF PARTICIPANTS:")


def test_ordinary_words_are_not() -> None:
    assert warnings("The participants listed three lessons @ the workshop of 2009.") == ""
