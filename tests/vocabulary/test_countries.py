from policysearch.vocabulary import countries, country_code, country_name
from tests.vocabulary.renewing import table


def test_the_names_are_those_of_cldr() -> None:
    renewal = "renew them: python -m tests.vocabulary.renewing"
    assert countries.NAMES.read_text("utf-8") == table(), renewal


def test_a_country_is_known_by_its_code_and_by_its_name_in_any_language() -> None:
    for name in ("US", "us", "United States", "Estados Unidos", "États-Unis", "EE.UU.", "USA"):
        assert country_code(name) == "US"
    assert country_code("Atlantis") is None
    assert [country_name("US", language) for language in ("en", "es", "fr")] == [
        "United States",
        "Estados Unidos",
        "États-Unis",
    ]
    assert country_name("XX", "en") == "XX"


def test_names_stand_as_in_a_sentence_and_are_found_with_either_sign() -> None:
    assert country_name("TT", "en") == "Trinidad and Tobago"
    assert country_code("Trinidad & Tobago") == country_code("Trinidad and Tobago") == "TT"
    assert "Trinidad & Tobago" in countries.names_of("TT")
