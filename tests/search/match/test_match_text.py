"""Lessons for paragraphs: evidence that is enough, in any language of the vocabulary, within bounds of time."""

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.engines.contract import Id, Snapshot
from policysearch.search.match import match_text as module
from policysearch.search.match.evidence import LEAST, NONE, SMALL, Evidence, is_enough, strength
from policysearch.search.match.match_text import TextMatches, match_text
from policysearch.search.match.paragraph_matcher import MAX_LESSONS, LessonMatch, ParagraphMatcher
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import snapshot_of, translated, workshop

VOCABULARY = Vocabulary(synonyms=(("small firms", "pymes"), ("cooperatives", "cooperativas")))
WORKSHOPS = (
    workshop(
        "export", "Export", "Cooperatives of beekeepers help small firms to export honey.", "Chile lends to guilds."
    ),
    translated(
        workshop("loans", "Loans", "Guarantees for loans."), "es", "Créditos", "Garantías para créditos agrícolas."
    ),
    *(workshop(f"w{number}", "Other", f"Harbours need dredging number {number}.") for number in range(10)),
)
HONEY = "Beekeepers formed cooperatives to export their honey."


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return snapshot_of(tmp_path, *WORKSHOPS, vocabulary=VOCABULARY)


@pytest.fixture
def match(snapshot: Snapshot) -> Callable[..., TextMatches]:
    matcher = ParagraphMatcher(snapshot)
    return lambda *paragraphs, **options: match_text(matcher, paragraphs, "en", **options)


def ids(matches: TextMatches) -> list[list[str]]:
    return [[lesson.document.id for lesson in lessons] for lessons in matches.lessons]


def ticking(step: float) -> Callable[[], float]:
    ticks = count()
    return lambda: next(ticks) * step


def test_a_lesson_comes_with_what_both_share_and_other_paragraphs_get_none(match: Callable[..., TextMatches]) -> None:
    matches = match(HONEY, "The choir rehearses on Tuesday in the parish hall.", "")
    assert ids(matches) == [["export/h1"], [], []]
    assert {"cooperatives", "honey"} <= {*matches.lessons[0][0].words}
    assert matches.by_meaning == 0


def test_names_of_the_vocabulary_meet_across_languages(match: Callable[..., TextMatches]) -> None:
    text = "Las pymes y las cooperativas de la costa piden que se las escuche en el congreso."
    assert ids(match(text)) == [["export/h1"]]


def test_a_version_in_the_paragraph_s_language_is_compared(match: Callable[..., TextMatches]) -> None:
    assert ids(match("Pedimos garantías para los créditos agrícolas, como los que se dan en la capital.")) == [
        ["loans/h1"]
    ]


def test_one_word_or_a_country_alone_is_not_enough(match: Callable[..., TextMatches]) -> None:
    assert ids(match("The honey was thrown away.", "Chile won the match against Chile's neighbour.")) == [[], []]


def test_the_title_of_a_workshop_tells_what_its_short_lessons_are_about(tmp_path: Path) -> None:
    waste = workshop("waste", "Methane from landfills", "Rules were written for capture and use.", "Experts met.")
    matcher = ParagraphMatcher(snapshot_of(tmp_path, waste, *WORKSHOPS))
    captured = "The capture of methane would put out the fires at the landfills of the capital."
    assert ids(match_text(matcher, [captured, "Landfills smell of methane."], "en")) == [["waste/h1"], []]


def test_countries_and_the_title_are_enough_where_the_lesson_names_them_alone(tmp_path: Path) -> None:
    visit = workshop("visit", "Innovation and productivity", "Israel and Singapore were presented.")
    matcher = ParagraphMatcher(snapshot_of(tmp_path, visit, *WORKSHOPS))
    text = "Israel and Singapore have no oil. Innovation made them rich."
    assert ids(match_text(matcher, [text], "en")) == [["visit/h1"]]


@pytest.mark.parametrize(
    ("language", "lesson", "text"),
    [
        (
            "en",
            "Stakeholders evaluated it.",
            "The band plays for stakeholders and evaluates its drummers.",
        ),
        (
            "es",
            "Los beneficiarios dieron seguimiento al indicador.",
            "El alcalde habló de beneficiarios y de indicadores en el barrio viejo.",
        ),
        (
            "pt",
            "Os beneficiários avaliaram a implementação das iniciativas.",
            "O prefeito falou de avaliação e de beneficiários na rua velha.",
        ),
        (
            "fr",
            "Les bénéficiaires ont évalué la composante pilote.",
            "Le maire a parlé de bénéficiaires et de composantes dans la vieille rue.",
        ),
    ],
)
def test_two_words_that_every_text_of_policy_has_are_no_subject(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, lesson: str, text: str
) -> None:
    matcher = ParagraphMatcher(snapshot_of(tmp_path, workshop("plan", "Plan", lesson, language=language), *WORKSHOPS))
    assert ids(match_text(matcher, [text], language)) == [[]]
    monkeypatch.setattr("policysearch.search.match.weights.OF_POLICY_WORDS", 1.0)
    assert ids(match_text(matcher, [text], language)) == [["plan/h1"]]


def test_what_two_long_texts_share_tells_less(tmp_path: Path) -> None:
    more = " ".join(f"Term{number}" for number in range(400))
    words = "Cooperatives of beekeepers export honey."
    two = (workshop("a", "A", words), workshop("b", "B", f"{words} {more}"))
    matcher = ParagraphMatcher(snapshot_of(tmp_path, *two, *WORKSHOPS[1:]))
    (lessons,) = match_text(matcher, [HONEY], "en").lessons
    scores = {lesson.document.id: lesson.score for lesson in lessons}
    assert scores["a/h1"] > scores["b/h1"]


def test_a_country_and_a_word_are(match: Callable[..., TextMatches]) -> None:
    (lessons,) = match("In Chile the guilds are older than the state.").lessons
    assert [(lesson.document.id, lesson.countries) for lesson in lessons] == [("export/h2", ("CL",))]


def test_a_long_paragraph_is_compared_window_by_window(match: Callable[..., TextMatches]) -> None:
    noise = " ".join(f"word{number}" for number in range(3_000))
    assert ids(match(f"{noise} {HONEY} {noise}")) == [["export/h1"]]


def test_there_are_at_most_three_the_best_first(tmp_path: Path) -> None:
    lessons = [
        workshop(f"a{number}", "A", "Cooperatives export honey." + " Beekeepers." * (number == 4))
        for number in range(6)
    ]
    matcher = ParagraphMatcher(snapshot_of(tmp_path, *lessons, *WORKSHOPS[1:], vocabulary=VOCABULARY))
    (matches,) = ids(match_text(matcher, [HONEY], "en"))
    assert len(matches) == MAX_LESSONS
    assert matches[0] == "a4/h1"


def test_an_empty_collection_has_no_lessons(tmp_path: Path) -> None:
    matcher = ParagraphMatcher(snapshot_of(tmp_path, workshop("a", "Without lessons")))
    assert ids(match_text(matcher, [HONEY], "en")) == [[]]


def test_what_time_does_not_allow_is_not_compared(match: Callable[..., TextMatches]) -> None:
    assert len(match(*map(str, range(50)), clock=ticking(1.0)).lessons) < 50
    assert len(match(*map(str, range(50)), clock=ticking(0.0)).lessons) == 50


def test_a_paragraph_that_is_there_twice_is_matched_once(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    matcher = ParagraphMatcher(snapshot)
    original = matcher.match

    def noted(text: str, *rest: Any) -> tuple[LessonMatch, ...]:
        texts.append(text)
        return original(text, *rest)

    monkeypatch.setattr(matcher, "match", noted)
    assert ids(match_text(matcher, [HONEY, HONEY], "en")) == [["export/h1"]] * 2
    assert texts == [HONEY]


@pytest.mark.parametrize(
    ("text", "language", "lessons"),
    [
        ("Beekeepers formed cooperatives to export their honey, and sold it abroad.", "en", 13),
        ("Las cooperativas de la costa piden que se las escuche en el congreso de la república.", "es", 1),
        ("Les apiculteurs de la vallée se sont regroupés pour vendre leur miel à l'étranger.", "fr", 0),
    ],
)
def test_it_says_how_many_lessons_there_are_in_the_texts_language(
    match: Callable[..., TextMatches], text: str, language: str, lessons: int
) -> None:
    versions = match(text).versions
    assert versions == (language, lessons, 13)
    assert versions.are_few == (language != "en")


def nearness(snapshot: Snapshot, key: str, value: float) -> Callable[[str, str, Sequence[Id]], dict[Id, float]]:
    (doc_id,) = snapshot.ids([key])
    assert doc_id is not None
    return lambda text, language, ids: {doc_id: value}


def test_meaning_finds_what_words_do_not_and_is_the_reason(
    snapshot: Snapshot, match: Callable[..., TextMatches]
) -> None:
    text = "Le chœur répète le mardi dans la salle de la paroisse, et il cherche encore des voix pour la messe."
    near = match(text, compare_meaning=nearness(snapshot, "loans/h1", 1.5))
    assert ids(near) == [["loans/h1"]]
    assert near.lessons[0][0].by_meaning
    assert near.by_meaning == 1
    assert ids(match(text, compare_meaning=nearness(snapshot, "loans/h1", 0.9))) == [[]]


def test_within_a_language_meaning_alone_must_lead_far(snapshot: Snapshot, match: Callable[..., TextMatches]) -> None:
    text = "The choir rehearses on Tuesday in the parish hall, and still looks for voices for the mass."
    assert ids(match(text, compare_meaning=nearness(snapshot, "loans/h1", 2.0))) == [[]]
    assert ids(match(text, compare_meaning=nearness(snapshot, "loans/h1", 3.0))) == [["loans/h1"]]


@pytest.mark.parametrize("near", [-5.0, 0.0, 5.0])
def test_what_is_enough_by_words_stays_so_and_its_score_is_no_lower(
    snapshot: Snapshot, match: Callable[..., TextMatches], near: float
) -> None:
    by_words = match(HONEY)
    with_meaning = match(HONEY, compare_meaning=nearness(snapshot, "export/h1", near))
    assert ids(with_meaning) == ids(by_words) == [["export/h1"]]
    assert with_meaning.lessons[0][0].score >= by_words.lessons[0][0].score


@given(st.floats(0, 3), st.floats(-5, 5), st.booleans())
def test_more_words_or_more_nearness_never_take_a_lesson_away(words: float, near: float, same: bool) -> None:
    if is_enough(words, near, same_language=same):
        assert is_enough(words + 0.1, near, same_language=same)
        assert is_enough(words, near + 0.1, same_language=same)
    if is_enough(words, None, same_language=same):
        assert is_enough(words, near, same_language=same)


def test_words_alone_decide_where_there_is_no_vector_or_no_time(match: Callable[..., TextMatches]) -> None:
    asked: list[str] = []

    def none(text: str, language: str, ids: Sequence[Id]) -> None:
        asked.append(text)

    matches = match(HONEY, "Other words.", compare_meaning=none)
    assert (ids(matches)[0], matches.by_meaning, asked) == (["export/h1"], 0, [HONEY])
    late = match(HONEY, compare_meaning=none, clock=ticking(module.MEANING_SECONDS))
    assert (late.by_meaning, asked) == (0, [HONEY])


def test_the_same_evidence_says_less_among_more_lessons() -> None:
    shared = Evidence(LEAST, ("honey", "cooperatives"))
    assert is_enough(strength(shared, SMALL), None, same_language=True)
    assert strength(shared, SMALL) == strength(shared, 1) == 1
    values = [strength(shared, lessons) for lessons in (12, 100, 1_000, 10_000)]
    assert values == sorted(values, reverse=True)
    assert len({*values}) == 4
    assert strength(NONE, 12) == 0


def test_one_concept_and_countries_alone_are_capped() -> None:
    assert strength(Evidence(9.0, ("honey",)), 12) < 1
    assert strength(Evidence(9.0, (), ("CL", "BR")), 12) < 1
    assert strength(Evidence(9.0, ("honey",), ("CL",)), 12) > 1
