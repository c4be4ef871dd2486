"""Bodies that a text names, whatever it says of them."""

from policysearch.importers import cue_files
from policysearch.importers.detect import named_bodies

CUES = cue_files.shipped()


def test_names_of_several_words_that_are_surely_bodies_are_found() -> None:
    text = "The Ministry of Trade spoke before the Banco de Reservas y el Instituto Nacional (INA) in Santo Domingo."
    assert list(named_bodies.find(text, (), CUES)) == [
        "Ministry of Trade",
        "Banco de Reservas",
        "Instituto Nacional (INA)",
    ]


def test_people_places_and_single_words_are_none() -> None:
    assert list(named_bodies.find("Ana Ruiz of CAF came from La Paz to the bank.", (), CUES)) == []
