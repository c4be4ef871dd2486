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
