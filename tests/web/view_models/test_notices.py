"""Notices are in the reader's language, whatever gave them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient

from policysearch.query.expansion import TOO_MANY
from policysearch.web import create_app
from policysearch.web.view_models.notices import notice_text
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher


@dataclass(frozen=True)
class Coded:
    code: str
    values: Any = field(default_factory=dict)


EXPANSIONS = Coded("too_many_expansions", {"limit": 1_024, "text": "c"})


def text(notice: Coded | str, language: str) -> str:
    with create_app(FakeSearcher(), SETTINGS).test_request_context(f"/?lang={language}") as context:
        context.app.preprocess_request()
        return notice_text(notice)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Only the 1,024 most frequent words like “c” were searched."),
        ("es", "Solo se buscaron las 1.024 palabras más frecuentes parecidas a «c»."),
        ("pt", "Só foram buscadas as 1.024 palavras mais frequentes parecidas com “c”."),
        ("fr", "Seuls les 1\u202f024 mots les plus fréquents semblables à «\u00a0c\u00a0» ont été cherchés."),
    ],
)
def test_a_notice_names_its_values_as_the_language_writes_them(language: str, words: str) -> None:
    assert text(EXPANSIONS, language) == words
    assert text(Coded(EXPANSIONS.code, tuple(EXPANSIONS.values.items())), language) == words


@pytest.mark.parametrize("code", ["too_many_synonyms", "only_stop_words"])
def test_every_notice_has_a_text_in_each_language(code: str) -> None:
    texts = {text(Coded(code), language) for language in ("en", "es", "pt", "fr")}
    assert len(texts) == 4
    assert code not in texts


def test_a_text_is_its_own_notice_but_for_the_one_that_is_known() -> None:
    assert text("The engine says so.", "es") == "The engine says so."
    assert text(TOO_MANY, "es") == text(Coded("too_many_synonyms"), "es") != TOO_MANY


def test_results_show_their_notices_escaped(serve: Callable[[FakeSearcher], FlaskClient]) -> None:
    notices = (Coded("too_many_expansions", {"limit": 1_024, "text": "<c>"}),)
    page = serve(FakeSearcher(notices=notices)).get("/?q=chile&lang=pt").text
    assert (
        '<p class="notice">Só foram buscadas as 1.024 palavras mais frequentes parecidas com “&lt;c&gt;”.</p>' in page
    )
