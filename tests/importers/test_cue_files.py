"""The cue words of the package are sound; a site adds its own, and what is wrong with those is named."""

from pathlib import Path

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import headings, parties
from policysearch.settings import LANGUAGES
from policysearch.text.phrase_patterns import check_phrase


def site(folder: Path, **files: str | bytes) -> Path:
    cues = folder / "vocabulary" / "cues"
    cues.mkdir(parents=True)
    for language, content in files.items():
        (cues / f"{language}.yml").write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_there_is_a_file_for_each_language() -> None:
    assert set(cue_files.shipped().languages) == set(LANGUAGES)


def test_every_shipped_phrase_is_sound() -> None:
    for phrases in cue_files.shipped().phrases.values():
        for phrase in phrases:
            check_phrase(phrase)


def test_no_phrase_is_there_twice_in_a_language() -> None:
    for language, phrases in cue_files.shipped().languages.items():
        for key, values in phrases.items():
            assert len(set(values)) == len(values), (language, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_importing_writes_are_there(language: str) -> None:
    for key in ("highlights_title", "page", "slide", "section"):
        assert cue_files.shipped().languages[language][key]
    assert cue_files.shipped().label("highlights_title", "xx") == "Highlights"


def test_without_files_of_its_own_a_site_has_the_package_s(tmp_path: Path) -> None:
    assert cue_files.read(tmp_path) == (cue_files.shipped(), ())


def test_a_site_adds_phrases_in_any_language(tmp_path: Path) -> None:
    folder = site(
        tmp_path, es="highlights: [puntos de luz]\n", nl="organizer_label: [organisatoren]\nhighlights:\n- lessen\n"
    )
    cues, problems = cue_files.read(folder)
    assert problems == ()
    assert headings.is_highlights("Puntos de luz", cues)
    assert headings.is_highlights("Lessen:", cues)
    assert headings.is_highlights("Aspectos destacados", cues)
    assert parties.find("Organisatoren: OAS", (), cues) == {"organizers": ("OAS",)}
    assert not headings.is_highlights("Puntos de luz", cue_files.shipped())
    assert cues.label("highlights_title", "es") == "Destacados"


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        ("highlights: [logros\nx: [", 2, 2, "is not readable YAML"),
        (b"# x\nhighlights: [a\xff]\n", 2, 15, "is not UTF-8"),
        ("- logros\n", 1, 1, "has no fields"),
        ("highlights: [logros]\nhiglights: [x]\n", 2, 1, "has an unknown field 'higlights'"),
        ("highlights:\n- logros\n- (a\n", 3, 3, "the phrase '(a' has a parenthesis without its other half"),
        ("highlights: [logros, {a: b}]\n", 1, 22, "has no text as phrase"),
        ("highlights: [logros, '']\n", 1, 22, "has no text as phrase"),
    ],
)
def test_a_fault_is_named_with_its_place_and_stops_nothing(
    tmp_path: Path, content: str | bytes, line: int, column: int, message: str
) -> None:
    cues, (problem,) = cue_files.read(site(tmp_path, es=content))
    assert (str(problem.path), problem.line, problem.column) == ("vocabulary/cues/es.yml", line, column)
    assert problem.message.startswith(message)
    assert problem.severity == "error"
    assert headings.is_highlights("Aspectos destacados", cues)


def test_what_is_no_file_is_named_and_never_opened(tmp_path: Path) -> None:
    (site(tmp_path) / "vocabulary" / "cues" / "es.yml").mkdir()
    _, (problem,) = cue_files.read(tmp_path)
    assert problem.message.startswith("is no file")


def test_an_empty_file_adds_nothing(tmp_path: Path) -> None:
    cues, problems = cue_files.read(site(tmp_path, es="# nothing yet\n"))
    assert problems == ()
    assert cues.phrases == cue_files.shipped().phrases
