"""Notices are in the reader's language, whatever gave them."""

from collections.abc import Callable
from typing import get_args

import pytest
from flask.testing import FlaskClient

from policysearch.query import Notice
from policysearch.query.notices import Code
from policysearch.web import create_app
from policysearch.web.view_models.notices import meant_text, notice_text
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

EXPANSIONS = Notice("too_many_expansions", 1_024, "c")


def text(notice: Notice, language: str) -> str:
    with create_app(FakeSearcher(), SETTINGS).test_request_context(f"/?lang={language}") as context:
        context.app.preprocess_request()
        return notice_text(notice)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Only the 1,024 most frequent words like “c” were searched."),
        ("es", "Solo se buscaron las 1\u00a0024 palabras más frecuentes parecidas a «c»."),
        ("pt", "Só foram buscadas as 1.024 palavras mais frequentes parecidas com “c”."),
        ("fr", "Seuls les 1\u202f024 mots les plus fréquents semblables à «\u00a0c\u00a0» ont été cherchés."),
    ],
)
def test_a_notice_names_its_values_as_the_language_writes_them(language: str, words: str) -> None:
    assert text(EXPANSIONS, language) == words


@pytest.mark.parametrize("notice", [Notice(code, 3, "a", "b") for code in get_args(Code)])
def test_every_notice_has_a_text_in_each_language(notice: Notice) -> None:
    texts = {text(notice, language) for language in ("en", "es", "pt", "fr")}
    assert len(texts) == 4
    assert notice.code not in texts


def test_results_show_their_notices_escaped(serve: Callable[[FakeSearcher], FlaskClient]) -> None:
    notices = (Notice("too_many_expansions", 1_024, "<c>"),)
    page = serve(FakeSearcher(notices=notices)).get("/?q=chile&lang=pt").text
    assert "<p>Só foram buscadas as 1.024 palavras mais frequentes parecidas com “&lt;c&gt;”.</p>" in page
    assert page.count('<details id="reading"') == 1
    assert "Como esta busca foi lida" in page


@pytest.mark.parametrize(
    ("typed", "field", "nearest", "meant"),
    [
        ("wells country:Chile", "country:Chile", "experience:Chile", "wells experience:Chile"),
        ("pays : Chili", "pays:Chili", "experience:Chili", "experience:Chili"),
        ("country: Pannama, wells", "country:Pannama", "Panama", "country:Panama, wells"),
        ('country:"El Salvadr" wells', "country:El Salvadr", "El Salvador", 'country:"El Salvador" wells'),
        ("theme:tourism", "theme:tourism", "", ""),
        ("country:  Chile", "country:Chile", "experience:Chile", ""),
    ],
)
def test_what_may_have_been_meant_takes_the_place_of_the_field(
    typed: str, field: str, nearest: str, meant: str
) -> None:
    assert meant_text(typed, Notice("unknown_value", 0, field, nearest)) == meant


def test_the_page_links_to_what_may_have_been_meant_and_orders_by_words(
    serve: Callable[[FakeSearcher], FlaskClient],
) -> None:
    notices = (Notice("unknown_value", 0, "country:Chile", "experience:Chile"),)
    page = serve(FakeSearcher(notices=notices, total=2)).get("/?q=country:Chile").text
    assert '<a href="/lessons/?q=experience%3AChile" rel="nofollow">experience:Chile</a>' in page
    assert "Best match" in page
