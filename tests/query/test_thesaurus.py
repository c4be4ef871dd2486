from pathlib import Path

import pytest

from policysearch import vocabulary
from policysearch.query.thesaurus import Thesaurus, key_of
from policysearch.settings import LANGUAGES
from policysearch.vocabulary.countries import codes, names_of

SHIPPED, _ = vocabulary.read(Path(__file__).parents[2] / "materials" / "vocabulary")


def test_every_name_of_the_vocabulary_is_known_by_its_own_words() -> None:
    table = Thesaurus(SHIPPED)
    for names in [*SHIPPED.synonyms, *(body.names for body in SHIPPED.organizations)]:
        for name in names if len(names) > 1 else ():
            for language in LANGUAGES:
                if key := key_of(name, language):
                    assert any(name in sense.names for sense in table.senses(language, key)), (name, language)


def test_every_country_and_region_is_known_by_its_names_as_they_stand() -> None:
    table = Thesaurus(SHIPPED)
    for names in [*map(names_of, codes()), *(region.names for region in SHIPPED.regions)]:
        for name in names if len(names) > 1 else ():
            assert any(name in sense.names for sense in table.senses_of_name(name, "en")), name


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("Liberia", {"Lebanon", "Líbano", "Libya"}),
        ("Canada", {"Canary Islands"}),
        ("islands", {"Iceland"}),
        ("island states", {"Iceland"}),
        ("Indies", {"Inde"}),
        ("Bolívar", {"Bolivie"}),
        ("Roman", {"Rumanía", "Romania"}),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_country_is_meant_by_a_word_of_the_same_stem(typed: str, others: set[str], language: str) -> None:
    names = {name for sense in Thesaurus(SHIPPED).senses_of_name(typed, language) for name in sense.names}
    assert not names & others


def test_a_common_word_of_the_readers_language_is_no_countrys_name_in_another() -> None:
    table = Thesaurus(SHIPPED)
    for word, language, home in [("suede", "en", "fr"), ("grenade", "en", "fr")]:
        assert not table.senses_of_name(word, language)
        assert table.senses_of_name(word, home)
        assert table.senses_of_name(word.capitalize(), language)
    assert table.senses_of_name("mexico", "en")
    assert table.senses_of_name("bresil", "en")
