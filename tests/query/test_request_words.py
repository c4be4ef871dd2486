"""Words that ask for texts, in four languages: they are no part of the subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.query import And, Word, bag_of_words, droppable_parts, parse
from policysearch.query.request_words import courtesy_of, request_of, words_for_texts
from policysearch.vocabulary import Vocabulary

REQUESTS = {
    "en": (
        "I am looking for",
        "we're searching for",
        "I would like to know more about",
        "i need information on",
        "Please send me any documents about",
        "Could you please give me articles dealing with",
        "Hello, is there any information available on",
        "what do you know about",
        "Where can I find publications on",
        "Tell me about",
        "Please help me find",
        "I need lessons on",
        "Show me lessons learned about",
    ),
    "es": (
        "Busco",
        "Estamos buscando información sobre",
        "Quisiera saber más sobre",
        "Me gustaría conocer",
        "¿Hay documentos sobre",
        "Por favor, ¿podría enviarme artículos acerca de",
        "Necesito datos sobre",
        "¿Dónde puedo encontrar información sobre",
        "Ayúdeme a encontrar",
        "Busco lecciones aprendidas sobre",
    ),
    "pt": (
        "Procuro",
        "Estou à procura de informações sobre",
        "Gostaria de saber mais sobre",
        "Preciso de documentos sobre",
        "Olá, vocês podem me enviar artigos sobre",
        "Há algum documento sobre",
        "Tenho interesse em",
        "Ajude-me a encontrar",
        "Procuro lições sobre",
    ),
    "fr": (
        "Je cherche",
        "Bonjour, nous cherchons des informations sur",
        "Je voudrais en savoir plus sur",
        "j’ai besoin d’informations sur",
        "Pouvez-vous m'envoyer des documents concernant",
        "Y a-t-il des articles sur",
        "Je suis à la recherche de renseignements sur",
        "Aidez-moi à trouver",
        "Je cherche des leçons sur",
    ),
}
ALL = [(language, request) for language, requests in REQUESTS.items() for request in requests]
SUBJECTS = ("cocoa cooperatives", '"cocoa cooperatives" OR quinoa', "cocoa -maize", "title:cocoa", "información cacao")


@pytest.mark.parametrize(("language", "request_words"), ALL)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_request_is_searched_by_its_subject_and_a_notice_names_the_rest(
    language: str, request_words: str, subject: str
) -> None:
    text = f"{request_words} {subject}"
    query = parse(text, Vocabulary(), language=language)
    assert query.clause == parse(subject, Vocabulary(), language=language).clause
    assert [(notice.code, notice.text) for notice in query.notices] == [("request_words", request_words)]
    assert query.text == text


@pytest.mark.parametrize("request_words", [words for _, words in ALL])
def test_a_request_stands_at_the_beginning_in_capitals_or_small_letters(request_words: str) -> None:
    assert request_of(f"{request_words.upper()} CACAO") == f"{request_words.upper()} "
    for opening, closing in ('""', "“”", "«»", "„“"):
        assert not request_of(f"{opening}{request_words}{closing} cacao")
    assert request_of(f"- {request_words} cacao")
    assert not request_of(f"cacao {request_words} cacao")


@pytest.mark.parametrize(
    "text",
    [
        "interest rates in rural banks",
        "information technology in schools",
        "needs of women",
        "findings on trade",
        "requests for proposals",
        "please",
        "busca de empleo",
        "necesidades de información",
        "procura turística",
        "recherche agricole",
        "je",
        "looking glass industry",
        "have-nots",
        "Dame de Elche",
        "-looking for cacao",
        "\u2212searching for cacao",
        "I am looking for",
        "Quisiera saber más sobre",
        "Estou à procura de",
        "Je voudrais en savoir plus sur",
        "",
    ],
)
def test_other_texts_ask_for_nothing(text: str) -> None:
    assert request_of(text) == ""


@pytest.mark.parametrize(
    ("text", "common"),
    [
        ("articles about cocoa", ("articles", "about")),
        ("what references on cocoa", ("what", "references", "on")),
        ("la información sobre cacao", ("la", "información", "sobre")),
        ("informações sobre cacau", ("informações", "sobre")),
        ("des documents concernant le cacao", ("des", "documents", "concernant")),
        ("information technology", ()),
        ("article 5 of the treaty", ()),
        ("access to information on cocoa", ()),
    ],
)
def test_words_for_a_kind_of_text_are_not_required(text: str, common: tuple[str, ...]) -> None:
    assert words_for_texts(text) == common
    clause = parse(text, Vocabulary(), expand=False).clause
    assert isinstance(clause, And)
    assert {part.text for part in clause.clauses if isinstance(part, Word) and not part.required} >= {*common}


def test_judged_queries_and_ways_out_leave_the_request_out_too() -> None:
    text = "I am looking for information on cocoa cooperatives"
    assert bag_of_words(text) == And((Word("cocoa"), Word("cooperatives")))
    assert droppable_parts(text, Vocabulary()) == ("cocoa", "cooperatives")


def test_signs_of_several_letters_move_no_end_of_a_request() -> None:
    assert request_of("… busco cacao de Peru\u0301") == "… busco "


@given(st.text(max_size=60), st.sampled_from(ALL))
def test_any_text_after_a_request_is_its_own_query(text: str, language_request: tuple[str, str]) -> None:
    whole = f"{language_request[1]} {text}"
    request = request_of(whole)
    assert whole.startswith(request)
    if request:
        assert parse(whole, Vocabulary()).clause == parse(whole[len(request) :], Vocabulary()).clause


@pytest.mark.parametrize(
    "courtesy",
    [
        *(" please", ", please.", " pls", ", thanks!", " please, thank you", ". Thanks in advance."),
        *(" por favor", ", gracias", ". Muchas gracias.", ", obrigada", ". Desde já obrigado"),
        *(" svp", " s’il vous plaît ?", ", merci d'avance", ". Merci !"),
    ],
)
@pytest.mark.parametrize("subject", ["cocoa in Ghana", '"cocoa prices"', "title:cocoa", "cacao -maíz"])
def test_what_says_please_at_the_end_is_not_searched_and_named(subject: str, courtesy: str) -> None:
    query = parse(subject + courtesy, Vocabulary())
    assert query.clause == parse(subject, Vocabulary()).clause
    assert [(notice.code, notice.text) for notice in query.notices] == [("request_words", courtesy.strip(" ,.;!?"))]
    assert droppable_parts(subject + courtesy, Vocabulary()) == droppable_parts(subject, Vocabulary())


@pytest.mark.parametrize(
    "text",
    [
        "please",
        "thanks",
        "por favor",
        '"say please"',
        "cocoa -please",
        "title:please",
        "día de acción de gracias",
        "unpls",
    ],
)
def test_other_texts_end_without_a_courtesy(text: str) -> None:
    assert courtesy_of(text) == ""


def test_a_request_and_a_courtesy_are_both_named() -> None:
    query = parse("I am looking for information on cocoa, please", Vocabulary())
    assert query.clause == Word("cocoa")
    assert [notice.text for notice in query.notices] == ["I am looking for information on", "please"]
