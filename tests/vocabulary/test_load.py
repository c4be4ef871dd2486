"""The vocabulary's files: what is wrong is named, the rest counts."""

from pathlib import Path

import pytest

from policysearch import vocabulary
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import Vocabulary

SHIPPED = Path(__file__).parents[2] / "materials" / "vocabulary"
THEMES = set(
    "sme-competitiveness productivity innovation ict trade-and-poverty inclusion-of-vulnerable-groups"
    " public-private-academic-partnerships small-business-development-centers export-promotion"
    " caribbean-integration".split()
)


def test_the_shipped_vocabulary_is_whole() -> None:
    words, problems = vocabulary.read(SHIPPED)
    assert problems == ()
    assert {theme.id for theme in words.themes} >= THEMES
    assert all(set(theme.label) == set(LANGUAGES) for theme in words.themes)
    assert any({"MSME", "SME", "PYME", "MIPYME", "MPME", "PME"} <= set(group) for group in words.synonyms)
    assert any({"ECLAC", "CEPAL"} <= set(body.names) for body in words.organizations)
    assert any("JM" in region.members for region in words.regions)


def test_a_missing_folder_is_an_empty_vocabulary(tmp_path: Path) -> None:
    assert vocabulary.read(tmp_path) == (Vocabulary(), ())


def test_it_survives_the_store() -> None:
    words, _ = vocabulary.read(SHIPPED)
    restored = vocabulary.from_json(vocabulary.to_json(words))
    assert restored == words
    assert vocabulary.digest(restored) == vocabulary.digest(words)


@pytest.mark.parametrize(
    ("file", "text", "place", "message"),
    [
        ("themes", "- id: a\n  lable: {en: A}\n", (2, 3), "label"),
        ("themes", "- id: a\n  label: {de: A}\n", (2, 11), "'de'"),
        ("themes", "id: a\n", (1, 1), "list"),
        ("synonyms", "- [SME]\n", (1, 3), "fewer than two"),
        ("regions", "- id: r\n  names: [R]\n  members: [Jamaca]\n", (3, 12), "Jamaca"),
        ("picks", "- queries: [a]\n  documents: [b]\n  first: tomorrow\n", (3, 10), "tomorrow"),
        ("organizations", "- names: []\n", (1, 3), "no names"),
        ("themes", "- id: [\n", (2, 1), "YAML"),
    ],
)
def test_a_mistake_names_its_place_and_the_rest_counts(
    tmp_path: Path, file: str, text: str, place: tuple[int, int], message: str
) -> None:
    (tmp_path / f"{file}.yml").write_text(text, "utf-8")
    _, (problem, *_) = vocabulary.read(tmp_path)
    assert (str(problem.path), problem.severity) == (f"vocabulary/{file}.yml", "error")
    assert (problem.line, problem.column) == place
    assert message in f"{problem.message} {problem.suggestion}"


@pytest.mark.parametrize(
    ("facet", "value", "language", "label"),
    [
        ("country", "US", "es", "Estados Unidos"),
        ("experience", "BR", "fr", "Brésil"),
        ("theme", "trade-and-poverty", "pt", "Comércio e pobreza"),
        ("theme", "none", "pt", "none"),
        ("language", "es", "en", "Spanish"),
        ("year", "2010", "en", "2010"),
    ],
)
def test_values_have_words_in_the_readers_language(facet: str, value: str, language: str, label: str) -> None:
    words, _ = vocabulary.read(SHIPPED)
    assert vocabulary.label(words, facet, value, language) == label
