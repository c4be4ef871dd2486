"""Places in Brazil by their state: sure where the code is no other, else settled by the document's language."""

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import places, places_in_brazil
from policysearch.importers.detect.place import Place

CUES = cue_files.shipped()


@pytest.mark.parametrize("words", ["Belém (PA)", "Recife/PE", "São Paulo - SP", "Campinas, São Paulo"])
def test_a_portuguese_document_settles_a_state(words: str) -> None:
    assert places_in_brazil.settled(places.read(words, CUES), "pt").country == "BR"


def test_in_another_language_the_name_of_a_state_alone_is_in_doubt() -> None:
    place = places.read("Leticia, Amazonas", CUES)
    assert places_in_brazil.settled(place, "es") == place
    assert (place.city, place.country) == ("Leticia", "")
    assert place.doubt == "'Amazonas' may be a state of Brazil or something else"


def test_what_is_no_state_and_a_state_alone_are_no_such_place() -> None:
    assert places.read("Pará", CUES) == Place()
    assert places_in_brazil.by_state(["Lisboa"], "Alentejo", CUES) is None
