import pytest

from policysearch.vocabulary import Organization, Region, Theme, Vocabulary


@pytest.fixture(scope="session")
def words() -> Vocabulary:
    labels = {"en": "ICT", "es": "TIC", "pt": "TIC", "fr": "TIC"}
    poverty = {
        "en": "Trade and poverty",
        "es": "Comercio y pobreza",
        "pt": "Comércio e pobreza",
        "fr": "Commerce et pauvreté",
    }
    return Vocabulary(
        themes=(Theme("ict", labels), Theme("trade-and-poverty", poverty)),
        synonyms=(
            ("MSME", "SME", "PYME", "MIPYME", "MPME", "PME", "small and medium enterprises"),
            ("ICT", "TIC", "information and communication technologies"),
            ("US", "United States", "EE. UU."),
        ),
        organizations=(Organization(("ECLAC", "CEPAL", "Economic Commission for Latin America and the Caribbean")),),
        regions=(
            Region("caricom", ("CARICOM", "Caribbean Community"), ("JM", "BB"), shares=True),
            Region("world", ("World",), ("JM", *(f"{a}{b}" for a in "ABCD" for b in "WXYZ"))),
        ),
    )
