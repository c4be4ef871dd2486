"""A list of bodies is divided between its names, never within one."""

from pathlib import Path

import pytest
import yaml

from policysearch.importers import cue_files
from policysearch.importers.detect import party_names

CUES = cue_files.shipped()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the OAS and the IDB", ("OAS", "IDB")),
        ("OAS; IDB; Ministry of Economy and Finance", ("OAS", "IDB", "Ministry of Economy and Finance")),
        ("Microsoft, Google and Visa", ("Microsoft", "Google", "Visa")),
        ("Ministry of Trade, Industry and Tourism", ("Ministry of Trade, Industry and Tourism",)),
        ("Ministry of Trade, Industry and Tourism and the OAS", ("Ministry of Trade, Industry and Tourism", "OAS")),
        (
            "Ministerio de Economía, CEPAL y la Cámara de Comercio",
            ("Ministerio de Economía", "CEPAL", "Cámara de Comercio"),
        ),
        ("Banco Mundial (BM) y del BID", ("Banco Mundial (BM)", "BID")),
        ("Fund (for A and B) and CAF", ("Fund (for A and B)", "CAF")),
        ("Smith & Sons Inc.", ("Smith & Sons Inc.",)),
        ("Ministry of Trade, through its Department of Firms", ("Ministry of Trade",)),
        ("l'Union européenne et de la Banque mondiale", ("Union européenne", "Banque mondiale")),
        ("Food and Agriculture Organization (FAO)", ("Food and Agriculture Organization (FAO)",)),
        (
            "Export Agency and the Barbados Investment and Development Corporation",
            ("Export Agency", "Barbados Investment and Development Corporation"),
        ),
        ("Eastern Central Bank and Compete Caribbean", ("Eastern Central Bank", "Compete Caribbean")),
        ("Microsoft and World Bank", ("Microsoft", "World Bank")),
        ("the OAS and Smith, Jones & Co.", ("OAS", "Smith, Jones & Co.")),
        ("Acme, Inc. and CAF", ("Acme, Inc.", "CAF")),
        ("CABEI[^1]", ("CABEI",)),
        ("many people from all of the countries", ()),
        ("A" + " a" * 18, ()),
        ("", ()),
    ],
)
def test_a_list_is_divided_at_its_names(words: str, names: tuple[str, ...]) -> None:
    assert party_names.split(words, (), CUES) == names


def test_a_name_of_the_vocabulary_is_never_divided() -> None:
    name = "Industry Services and Trade"
    assert party_names.split(f"Chamber of Commerce and {name}", [name], CUES) == ("Chamber of Commerce", name)
    assert party_names.split(name, [name], CUES) == (name,)


def test_a_name_is_listed_once_as_it_is_written_first() -> None:
    assert party_names.split("OAS, the oas and ECLAC", (), CUES) == ("OAS", "ECLAC")
    assert party_names.merge(["OAS", "CAF"], ["oas"]) == ("CAF", "OAS")


@pytest.mark.parametrize(
    ("name", "is_body"),
    [("OAS", True), ("Banco de la Nación", True), ("Acme", False), ("bank", False), ("Compete Caribbean", True)],
)
def test_a_body_is_known_or_called_so(name: str, is_body: bool) -> None:
    assert party_names.is_body(name, ["compete caribbean"], CUES) == is_body


def test_at_least_31_of_32_lists_of_bodies_are_divided_right() -> None:
    lists = yaml.load((Path(__file__).parent / "lists_of_bodies.yml").read_text("utf-8"), yaml.BaseLoader)
    wrong = [words for _language, words, names in lists if party_names.split(words, (), CUES) != tuple(names)]
    assert len(lists) == 32
    assert len(wrong) <= 1, wrong
