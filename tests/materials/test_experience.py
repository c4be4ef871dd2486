"""Which countries' experience a text discusses."""

import pytest

from policysearch.materials.experience import experience


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("experiences of Chile, Brazil, Mexico, Israel, and Singapore", ("CL", "BR", "MX", "IL", "SG")),
        ("las experiencias de México, Perú y Estados Unidos", ("MX", "PE", "US")),
        ("as experiências do Brasil e dos Estados Unidos", ("BR", "US")),
        ("l’expérience du Brésil et des États-Unis", ("BR", "US")),
        ("the US model, the U.S. centers", ("US",)),
        ("tell us about it", ()),
        ("THE LESSON FOR US", ("US",)),
        ("Trinidad and Tobago, St. Lucia and El Salvador", ("TT", "LC", "SV")),
        ("the U.S. Small Business Administration", ()),
        ("funded by the U.S. Mission to the OAS", ()),
        ("the University of Chile and the Bank of Jamaica", ()),
        ("Chilean and Peruvian firms", ()),
        ("El Salvador's economic development", ("SV",)),
    ],
)
def test_countries_are_found_by_name_and_not_in_names_of_institutions(text: str, countries: tuple[str, ...]) -> None:
    assert experience(text) == countries
