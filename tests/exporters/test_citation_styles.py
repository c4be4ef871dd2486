"""Citations in styles: what the style writes is tidied, the entry's own words never are."""

from dataclasses import replace
from datetime import date

import pytest

from policysearch.exporters.citation_styles import StyledCitation, styled_citations
from tests.exporters.conftest import entries_of, workshop

DAY = date(2026, 11, 30)


def citations(title: str, language: str = "en", body: str = "BID") -> list[StyledCitation]:
    entry = replace(next(entries_of(workshop("A lesson.", title=title))), organizers=(body,), language=language)
    return [*styled_citations(entry, "Example Institution", DAY, language)]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Wait... Really?!"),
        ("en", "Why .NET? .NET Works!"),
        ("en", "On “Credit”, Again"),
        ("fr", "Accord de mai 12"),
        ("fr", "1 mai : le travail"),
        ("fr", "Accord du 1 mai"),
        ("es", "Acta de mayo 4"),
        ("pt", "Ata de maio 3"),
    ],
)
def test_a_title_keeps_its_stops_its_commas_and_its_numbers(language: str, title: str) -> None:
    for citation in citations(title, language):
        assert title.casefold() in citation.text.casefold()


def test_a_stop_at_a_title_s_end_is_not_doubled() -> None:
    for citation in citations("Wait..."):
        assert "Wait...." not in citation.text
        assert "Wait..." in citation.text


def test_the_style_s_own_date_has_the_order_of_the_language() -> None:
    assert "2010, 21 septembre" in citations("Accord de mai 12", "fr")[0].text
    assert "2010, 21 de setembro" in citations("Ata de maio 3", "pt")[0].text


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    day = date(2011, 1, 1)
    entry = replace(
        next(entries_of(workshop("A lesson.", title="Accord"))),
        start=day,
        end=day,
        language="fr",
        url="https://x.org/a",
    )
    french = {citation.style: citation.text for citation in styled_citations(entry, "Banque", date(2026, 12, 1), "fr")}
    assert "(2011, 1er janvier)" in french["apa"]
    assert "Banque, 1er janvier" in french["chicago"]
    assert "1er janvier 2011" in french["iso690"]
    assert "Consulté le 1er décembre 2026" in french["iso690"].replace("\u00a0", " ")
    assert all("1er" not in c.text for c in styled_citations(entry, "Banco", date(2026, 12, 1), "es"))


def test_private_marks_in_a_body_s_name_are_no_italics() -> None:
    for citation in citations("Credit", body="\ue000Bank\ue001 \ue002of\ue003 \ue004Trade"):
        assert "bank of trade" in citation.text.casefold()
        assert "<i>bank" not in citation.html.casefold()
