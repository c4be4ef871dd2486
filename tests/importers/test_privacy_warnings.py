"""Addresses, numbers and names that may not be meant for the public are warned of."""

import pytest

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


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Write to ana.ruiz [at] example.org", "ana.ruiz [at] example.org"),
        ("Escriba a ana(arroba)example(punto)org", "ana(arroba)example(punto)org"),
        ("Call (511) 555-0199", "telephone numbers (1)"),
        ("Ana Ruiz, +51 999 111 222", "telephone numbers (1)"),
        ("Escribir al móvil: 612 34 56 78", "telephone numbers (1)"),
        ("Annex 2: Participants' directory", "list of participants"),
        ("Liste de présence", "list of participants"),
        ("Relação de participantes", "list of participants"),
    ],
)
def test_other_ways_to_write_them_are_known(text: str, warning: str) -> None:
    assert warning in warnings(text)


def test_names_under_participants_are_a_list() -> None:
    assert "list of participants" in warnings("Participants:", "Ana Ruiz, Ministry of Trade", "Juan Paz, CAF")


@pytest.mark.parametrize(
    "text",
    [
        "Sixty firms got +10 000 000 soles in 2015-2016.",
        "Document WT/2013/4455 (2015) 12-14",
        "Look (at) it",
        "Tel Aviv 2015",
    ],
)
def test_numbers_of_other_kinds_are_no_telephones(text: str) -> None:
    assert warnings(text) == ""


def test_ordinary_words_are_not() -> None:
    assert warnings("The participants listed three lessons @ the workshop of 2009.") == ""
