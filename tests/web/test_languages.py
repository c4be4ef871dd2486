import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

import policysearch.web
from policysearch.web.catalogues import FOLDER

WEB = Path(policysearch.web.__file__).parent
TRANSLATED = ("es", "pt", "fr")
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def written() -> set[str | tuple[str, ...]]:
    kinds = [("**.py", "python"), ("**.html", "jinja2"), ("**/mail/*.txt", "jinja2")]
    options = {name: {"trim_blocks": "true", "lstrip_blocks": "true"} for name, kind in kinds if kind == "jinja2"}
    messages = extract_from_dir(WEB, kinds, options)
    return {message if isinstance(message, str) else tuple(message[:2]) for _file, _line, message, *_ in messages}


def translations(language: str) -> Iterator[tuple[str | tuple[str, ...], tuple[str, ...], bool]]:
    for path in (FOLDER / language).glob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    words = tuple(message.id) if isinstance(message.id, list | tuple) else message.id
                    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
                    yield words, forms, message.fuzzy


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_of_the_interface_is_translated(language: str) -> None:
    translated = {words for words, forms, fuzzy in translations(language) if all(forms) and not fuzzy}
    assert written() - translated == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language: str) -> None:
    assert {words for words, *_ in translations(language)} - written() == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_what_is_filled_in(language: str) -> None:
    for words, forms, _ in translations(language):
        plain = words if isinstance(words, str) else words[-1]
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(plain)), form


@pytest.mark.parametrize(
    ("requested", "accepted", "answered"),
    [
        ("", "es-MX,es;q=0.9,en;q=0.5", "es"),
        ("", "pt-BR", "pt"),
        ("", "de", "en"),
        ("", "", "en"),
        ("fr", "es", "fr"),
        ("xx", "es", "es"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_best_accepted(
    client: FlaskClient, requested: str, accepted: str, answered: str
) -> None:
    answer = client.get("/", query_string={"lang": requested}, headers={"Accept-Language": accepted})
    assert f'<html lang="{answered}">' in answer.text


def test_dates_and_the_switch_are_in_the_readers_language(client: FlaskClient) -> None:
    source = client.get("/?q=chile&lang=es").text
    assert "6–7 de septiembre de 2010" in source
    assert 'href="/lessons/?q=chile&amp;lang=fr" lang="fr" hreflang="fr"' in source


def test_french_punctuation_never_begins_a_line_and_numbers_stay_whole(client: FlaskClient) -> None:
    page = client.get("/?q=chile&lang=fr").text
    assert "Pourquoi ce résultat\u202f?" in page
    assert "«\u00a0chile\u00a0»" in page
    assert "10\u202f000 premiers" in client.get("/?q=&offset=9999&limit=10&lang=fr").text


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        (
            "es",
            ["informe con", "Mi informe", "redacción", "tachan", "Acotarlos", "Llév", "Llev", "erdona"],
        ),
        ("pt", ["resumo", "redação", "Refiná", "levá-los", "Leve ", "perdoa", "põe", "Saltar", "Conte para"]),
        ("fr", ["rédaction", "mporter", "Chercher", "Passer la", "Parle de", "grandit", "pardonne", "programmes"]),
    ],
)
def test_wording_that_readers_corrected_does_not_come_back(language: str, wrong: list[str]) -> None:
    texts = " ".join(form for _, forms, _ in translations(language) for form in forms)
    assert [words for words in wrong if words in texts] == []


def test_english_is_in_plain_words() -> None:
    texts = " ".join(words if isinstance(words, str) else " ".join(words) for words in written())
    wrong = (
        "Take ",
        "take it",
        "Narrow ",
        "narrow them",
        "peaks of",
        "peak of",
        "For programs",
        "shall",
        "falls short",
    )
    assert [words for words in wrong if words in texts.replace("Narrow the search", "")] == []
