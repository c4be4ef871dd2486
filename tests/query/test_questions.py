import pytest

from policysearch.query import parse
from policysearch.query.questions import question
from policysearch.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("Who paid for the workshop in Panama?", "funder", "in Panama"),
        ("who funded Trade and poverty", "funder", "Trade and poverty"),
        ("Which organizations financed Trade and poverty?", "funder", "Trade and poverty"),
        ("Who were the donors of Trade and poverty?", "funder", "Trade and poverty"),
        ("What body hosted the ICT workshop?", "organizer", "the ICT"),
        ("In which city was Trade and poverty held?", "place", "Trade and poverty"),
        ("What year was Trade and poverty?", "date", "Trade and poverty"),
        ("In what year did the ICT workshop take place?", "date", "the ICT"),
        ("¿Qué institución financió Comercio y pobreza?", "funder", "Comercio y pobreza"),
        ("¿Quién fue el organizador de Comercio y pobreza?", "organizer", "Comercio y pobreza"),
        ("¿En qué ciudad se celebró Comercio y pobreza?", "place", "Comercio y pobreza"),
        ("¿En qué año fue Comercio y pobreza?", "date", "Comercio y pobreza"),
        ("Que instituição financiou Comércio e pobreza?", "funder", "Comércio e pobreza"),
        ("Quem foram os organizadores de Comércio e pobreza?", "organizer", "Comércio e pobreza"),
        ("Em que cidade foi Comércio e pobreza?", "place", "Comércio e pobreza"),
        ("Em que ano ocorreu Comércio e pobreza?", "date", "Comércio e pobreza"),
        ("Quels bailleurs de fonds ont financé Commerce et pauvreté ?", "funder", "Commerce et pauvreté"),
        ("Qui est l’organisateur de Commerce et pauvreté ?", "organizer", "Commerce et pauvreté"),
        ("Dans quelle ville a eu lieu Commerce et pauvreté ?", "place", "Commerce et pauvreté"),
        ("En quelle année s’est tenu Commerce et pauvreté ?", "date", "Commerce et pauvreté"),
        ("Who organised the Orlando workshop?", "organizer", "the Orlando"),
        ("Where was the ICT workshop held?", "place", "the ICT"),
        ("When was Trade and poverty?", "date", "Trade and poverty"),
        ("¿Quién pagó el taller de Panamá?", "funder", "de Panamá"),
        ("¿quienes organizaron Comercio y pobreza?", "organizer", "Comercio y pobreza"),
        ("¿Dónde fue el taller de las TIC?", "place", "de las TIC"),
        ("¿Cuándo se celebró Comercio y pobreza?", "date", "Comercio y pobreza"),
        ("Quem financiou a oficina do Panamá?", "funder", "do Panamá"),
        ("Onde foi Comércio e pobreza?", "place", "Comércio e pobreza"),
        ("Quando ocorreu Comércio e pobreza?", "date", "Comércio e pobreza"),
        ("Qui a financé l’atelier du Panama ?", "funder", "du Panama"),
        ("qui a organisé Commerce et pauvreté", "organizer", "Commerce et pauvreté"),
        ("Où a eu lieu Commerce et pauvreté ?", "place", "Commerce et pauvreté"),
        ("Quand s'est tenu Commerce et pauvreté ?", "date", "Commerce et pauvreté"),
        ("Who gave the money for Trade and poverty?", "funder", "Trade and poverty"),
        ("who was Trade and poverty funded by", "funder", "Trade and poverty"),
        ("By whom was Trade and poverty organized?", "organizer", "Trade and poverty"),
        ("Trade and poverty was sponsored by whom?", "funder", "Trade and poverty"),
        ("What were the dates of the ICT workshop?", "date", "the ICT"),
        ("What was the venue of Trade and poverty?", "place", "Trade and poverty"),
        ("¿Quién puso el dinero para el taller de Panamá?", "funder", "de Panamá"),
        ("¿Cuál fue la fecha del taller de Panamá?", "date", "de Panamá"),
        ("¿Dónde se llevó a cabo Comercio y pobreza?", "place", "Comercio y pobreza"),
        ("¿Comercio y pobreza fue financiado por quién?", "funder", "Comercio y pobreza"),
        ("¿Quién financia el encuentro de Panamá?", "funder", "de Panamá"),
        ("Quem deu os recursos para a jornada do Panamá?", "funder", "do Panamá"),
        ("Qual foi o local do encontro sobre pobreza?", "place", "sobre pobreza"),
        ("A oficina do Panamá foi organizada por quem?", "organizer", "do Panamá"),
        ("Onde decorreu Comércio e pobreza?", "place", "Comércio e pobreza"),
        ("Qui finance la rencontre du Panama ?", "funder", "du Panama"),
        ("Par qui l’atelier du Panama a-t-il été organisé ?", "organizer", "du Panama"),
        ("Quelle est la date du colloque sur le commerce ?", "date", "sur le commerce"),
        ("Où l’atelier du Panama s’est-il déroulé ?", "place", "du Panama"),
        ("Quand Commerce et pauvreté a-t-il eu lieu ?", "date", "Commerce et pauvreté"),
    ],
)
def test_a_question_says_what_it_asks_for_and_of_what(text: str, kind: str, subject: str, words: Vocabulary) -> None:
    asked = question(text)
    assert asked is not None
    assert (asked.kind, " ".join(asked.subject.split())) == (kind, subject)
    query = parse(text, words)
    assert query.text == text
    assert query.clause == parse(asked.subject, words).clause


@pytest.mark.parametrize(
    "text",
    [
        "WHO guidelines",
        "who",
        "the person who paid",
        "where",
        "Who paid?",
        "trade when poor",
        "what city",
        "in which country",
        "qui",
        "onde",
        "qui finance l'éclairage",
        "quién paga la multa",
        "what is the date",
        "bridges built by whom",
        "",
    ],
)
def test_other_texts_ask_nothing(text: str) -> None:
    assert question(text) is None
