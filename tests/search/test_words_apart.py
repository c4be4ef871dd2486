"""``words.yml``: words that the stemmer joins and editors keep apart, and words that are the same."""

from pathlib import Path

import pytest

from policysearch.query import parse
from policysearch.search.results import Searcher
from policysearch.vocabulary import Vocabulary, from_json, read, to_json
from tests.engines.factories import searcher_of, workshop

LESSONS = (
    "Lenders deposited the loans.",  # h1
    "A depositor left.",  # h2
    "Two depositories and the deposit box.",  # h3
    "Fishers land the catch.",  # h4
    "The fishermen rest.",  # h5
    "A general rule.",  # h6
    "Generals met.",  # h7
)
VOCABULARY = Vocabulary(
    separate_words=(("deposit", "depositor", "depository"), ("contador", "contadora")),
    equal_words=(("fisher", "fishermen"),),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index: Path = tmp_path_factory.mktemp("apart")
    return searcher_of(
        index,
        workshop("en", "Words", *LESSONS),
        workshop("es", "Palabras", "El contador revisa.", "Las contadoras revisan.", language="es"),
        vocabulary=VOCABULARY,
    )


@pytest.mark.parametrize(
    ("text", "lessons"),
    [
        ("deposit", ["en/h1", "en/h3"]),
        ("deposits", ["en/h1", "en/h3"]),
        ("depositors", ["en/h2"]),
        ("depository", ["en/h3"]),
        ("depositories box", ["en/h3"]),
        ('"depositor left"', ["en/h2"]),
        ('"deposit left"', []),
        ("contador", ["es/h1"]),
        ("contadora", ["es/h2"]),
        ("fishers", ["en/h4", "en/h5"]),
        ("fishermen", ["en/h4", "en/h5"]),
        ("generals", ["en/h6", "en/h7"]),  # what no group has stays as it is
    ],
)
def test_editors_keep_words_apart_and_join_them(searcher: Searcher, text: str, lessons: list[str]) -> None:
    results = searcher.search(parse(text, searcher.vocabulary, view="highlights", language="en"))
    assert ([] if results.relaxed else sorted(hit.document.id for hit in results.hits)) == lessons


def test_what_is_kept_apart_is_marked(searcher: Searcher) -> None:
    results = searcher.search(parse("depositors", searcher.vocabulary, view="highlights"))
    (snippet,) = results.hits[0].snippets
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["depositor"]


def test_the_file_is_read_and_stored(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text("apart: [[informal, information]]\nsame:\n  - [email, e-mail]\n", "utf-8")
    vocabulary, problems = read(tmp_path)
    assert (vocabulary.separate_words, vocabulary.equal_words) == ((("informal", "information"),), ())
    assert [problem.message for problem in problems] == ["has 'e-mail', which is not one word"]
    assert from_json(to_json(vocabulary)) == vocabulary


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("apart: [[informal]]", "is a group of fewer than two words"),
        ("apart: [informal, information]", "is a group of fewer than two words"),
        ("apart: informal", "is not a list of groups"),
        ("appart: [[informal, information]]", "has an unknown field 'appart'"),
        ("- [informal, information]", "is not an entry with apart, same"),
        ("apart: [[a1, b1]]\nsame: [[b1, c1]]", "has 'b1' under apart and under same"),
        ("apart: [", "is not YAML"),
    ],
)
def test_a_faulty_file_is_named_and_breaks_nothing(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "words.yml").write_text(text, "utf-8")
    _, problems = read(tmp_path)
    assert problems[0].path.name == "words.yml"
    assert any(message in problem.message for problem in problems) or message == "is not YAML"


@pytest.mark.parametrize("text", ["", "apart:\nsame:\n", "# nothing yet\napart: []\n"])
def test_an_empty_file_is_no_problem(tmp_path: Path, text: str) -> None:
    (tmp_path / "words.yml").write_text(text, "utf-8")
    assert read(tmp_path) == (Vocabulary(), ())
