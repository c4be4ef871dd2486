"""Days, places and titles in one block."""

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import event_anchors, events
from policysearch.importers.detect.event_anchors import Anchor
from policysearch.importers.detect.place import Place
from policysearch.importers.outline import Block, Outline
from policysearch.text import dates

CUES = cue_files.shipped()


def anchors(*blocks: str | Block) -> list[Anchor]:
    outline = [Block("paragraph", block) if isinstance(block, str) else block for block in blocks]
    return event_anchors.find(outline, False, CUES)


def days(anchor: Anchor) -> tuple[str, str]:
    return str(anchor.span.start), str(anchor.span.end)


def test_a_line_of_place_and_days_is_compact() -> None:
    (anchor,) = anchors("Workshop on credit", "Lima, Peru: May 3-4, 2010")
    assert (anchor.index, days(anchor), anchor.place) == (1, ("2010-05-03", "2010-05-04"), Place("Lima", "", "PE"))
    assert (anchor.compact, anchor.announced, anchor.title) == (True, False, "")


def test_a_sentence_announces_an_event() -> None:
    (anchor,) = anchors(
        "The Regional Workshop on Credit for Small Firms was held in Quito, Ecuador, on 3 May 2010 by many delegates, "
        "who came from fourteen countries to speak about guarantees."
    )
    assert (anchor.compact, anchor.announced, anchor.place.city) == (False, True, "Quito")


def test_a_label_announces_an_event() -> None:
    (anchor,) = anchors("Fecha y lugar: Lima, Perú, 3 de mayo de 2010")
    assert (anchor.compact, anchor.announced, anchor.place.city) == (True, True, "Lima")


def test_a_line_may_have_the_title_too() -> None:
    (anchor,) = anchors("Workshop on Business Incubators - Kingston, Jamaica, April 27-28, 2011")
    assert (anchor.title, anchor.place.city) == ("Workshop on Business Incubators", "Kingston")


def test_a_city_alone_has_no_country() -> None:
    (anchor,) = anchors("San Salvador, 3 May 2010")
    assert anchor.place == Place("San Salvador", doubt="the country of San Salvador is not told")


@pytest.mark.parametrize(
    ("line", "expected", "country"),
    [
        ("Suva, 5–6 March 2019 · Nadi, 8 March 2019", ("2019-03-05", "2019-03-08"), ""),
        ("Lima, Perú, 3 de mayo de 2016; La Paz, Bolivia, 5 de mayo de 2016", ("2016-05-03", "2016-05-05"), "PE"),
    ],
)
def test_a_line_of_two_cities_and_their_days_is_one_event_in_doubt(
    line: str, expected: tuple[str, str], country: str
) -> None:
    (anchor,) = anchors(line)
    assert (days(anchor), anchor.place.country) == (expected, country)
    assert "two places are told" in anchor.place.doubt


def test_the_day_beside_from_and_to_is_a_letter_s() -> None:
    found = anchors(
        "To: Permanent Secretaries",
        "From: Director",
        "Date: 20 January 2014",
        "Subject: Seminar on packaging",
        "The seminar took place in Kingstown, Saint Vincent and the Grenadines, from 13 to 15 January 2014.",
    )
    assert [days(anchor) for anchor in found] == [("2014-01-13", "2014-01-15")]


def test_days_far_apart_are_no_tour() -> None:
    (anchor,) = anchors("Lima, 3 May 2011; Cusco, 3 September 2011")
    assert days(anchor) == ("2011-05-03", "2011-05-03")


def test_a_row_has_days_place_and_title_in_cells() -> None:
    row = Block("row", "Sept 21-22, 2010 | San Antonio, Texas | Innovation and ICT Use for SMEs")
    (anchor,) = anchors(row)
    assert (anchor.title, anchor.place.region) == ("Innovation and ICT Use for SMEs", "Texas")


def test_items_count_only_where_nothing_else_has_days() -> None:
    whole = Block("item", "Taller sobre compras públicas, Quito, Ecuador, 3 de mayo de 2012", 1)
    bare = Block("item", "3 May 2010", 1)
    assert [anchor.index for anchor in anchors("Talleres", whole, bare)] == [1]
    assert [anchor.index for anchor in anchors("Lima, Peru: 3 May 2010", whole)] == [0]


@pytest.mark.parametrize(
    ("blocks", "year"),
    [
        (("Events of 2012", "Lima, Peru: May 3"), 2012),
        (("Events of 2012", "Lima, Peru: May 3 (report of 2013)"), 2013),
        (("Lima, Peru: May 3", "Program", "2011"), 2011),
        (("2010", "2011", "Lima, Peru: May 3"), None),
    ],
)
def test_a_year_may_stand_nearby(blocks: tuple[str, ...], year: int | None) -> None:
    found = anchors(*blocks)
    assert [anchor.span.start.year for anchor in found] == ([year] if year else [])


def test_of_several_days_the_event_s_are_taken() -> None:
    (anchor,) = anchors("On 1 May 2010 they agreed; the workshop was held from 3 to 4 June 2010 in Lima, Peru.")
    assert days(anchor) == ("2010-06-03", "2010-06-04")


@pytest.mark.parametrize(
    ("blocks", "place"),
    [
        (("3 May 2010", "Lima, Peru"), Place("Lima", "", "PE")),
        (("3 May 2010", "City: Lima", "Country: Peru"), Place("Lima", "", "PE")),
        (("3 May 2010", "Many words that say much about something else in Peru and about trade"), Place()),
    ],
)
def test_the_place_may_stand_beside_the_days(blocks: tuple[str, ...], place: Place) -> None:
    assert event_anchors.place_nearby([Block("paragraph", text) for text in blocks], 0, CUES) == place


@pytest.mark.parametrize(
    ("text", "is_dateline"),
    [
        ("Lima, 3 May 2010. Delegates of nine countries met here to speak about credit.", True),
        ("Cartagena de Indias, 22 de marzo de 2018. Con la presencia de delegaciones de doce países concluyó.", True),
        ("It was held in Lima on 3 May 2010. Delegates of nine countries met to speak about credit.", False),
        ("Lima, Peru, 3 May 2010. Organized by the OAS.", False),
    ],
)
def test_a_sentence_after_a_place_and_one_day_makes_them_a_dateline(text: str, is_dateline: bool) -> None:
    (span,) = dates.find(text)
    assert event_anchors.is_dateline(text, span, CUES) == is_dateline


def test_a_dateline_is_no_event_s_day() -> None:
    text = "LIMA, 3 May 2010 - Representatives of many countries met to speak of trade"
    assert event_anchors.is_dateline(text, dates.find(text)[0], CUES)
    assert not event_anchors.is_dateline("Lima, 3 May 2010 - Credit", dates.find("Lima, 3 May 2010 - Credit")[0], CUES)


@pytest.mark.parametrize(
    "line",
    [
        "Send your slides to the secretariat by 30 September 2013",
        "Register no later than 30 September 2013",
        "Inscripciones hasta el 30 de septiembre de 2013",
        "Confirmar antes del 30 de septiembre de 2013",
        "Inscreva-se até 30 de setembro de 2013",
        "Répondre avant le 30 septembre 2013",
        "Posted on 30 September 2013",
        "Last updated: 30 September 2013",
        "Publicado el 30 de septiembre de 2013",
        "Postado em 30/09/2013 às 14h32",
        "Por Redação, 30/09/2013 14h32",
        "Por la Redacción, 30 de septiembre de 2013",
        "Island Makers Monthly | Issue 41 | 30 September 2013",
        "Boletín n.º 12, 30 de septiembre de 2013",
        "Food Desk Bulletin, No. 7 - 30 September 2013",
        "Mis en ligne le 30 septembre 2013",
    ],
)
def test_a_deadline_and_the_day_of_publication_are_no_event_s_days(line: str) -> None:
    assert anchors(line) == []


def test_the_day_of_news_gives_way_to_the_event_s_own_but_not_to_a_later_event_s() -> None:
    news = Block(
        "paragraph", "Iquitos, 27 jun. 2014.- Con la asistencia de 55 piscicultores concluyó hoy el taller aquí."
    )
    own = Block("paragraph", "El taller se desarrolló en Iquitos, Perú, del 25 al 27 de junio.")
    later = Block("paragraph", "El próximo taller se realizará en Tarapoto, Perú, el 3 de agosto de 2014.")
    assert [a.is_of_news for a in anchors(news.text)] == [True]
    for blocks, day in ((news, own), 25), ((news, later), 27):
        (event,) = events.split(Outline(tuple(blocks)), True, CUES)
        assert event.span
        assert event.span.start.day == day


@pytest.mark.parametrize(
    "text",
    [
        "It began on 20 August 2019.",
        "Comenzó el 20 de agosto de 2019.",
        "Começou no dia 20 de agosto de 2019.",
        "Il a débuté le 20 août 2019.",
    ],
)
def test_a_day_on_which_an_event_began_is_not_its_last(text: str) -> None:
    (span,) = dates.find(text)
    assert event_anchors.only_begins(text, span, CUES)
    assert not event_anchors.only_begins("It was held on 20 August 2019.", span, CUES)


def test_in_a_memo_the_day_of_the_event_may_stand_in_a_numbered_sentence() -> None:
    memo = [Block("paragraph", text) for text in ("To: Director", "From: Desk officer", "Date: 14 February 2018")]
    sentence = Block("item", "I attended the training in Malé, Maldives, from 5 to 8 February 2018.", 1, number=1)
    (anchor,) = event_anchors.find([*memo, sentence], True, CUES)
    assert (anchor.span.start.day, anchor.place.country) == (5, "MV")


def test_the_place_of_news_is_the_event_s_where_its_days_stand_further_down() -> None:
    news = Block(
        "paragraph", "HONIARA, Solomon Islands, 18 July 2017 - Thirty boat owners of four islands met here today."
    )
    own = Block("paragraph", "The workshop, held from 16 to 18 July, was opened by the Minister.")
    (event,) = events.split(Outline((news, own)), True, CUES)
    assert (event.place.city, event.place.country) == ("Honiara", "SB")
    assert event.span
    assert event.span.start.day == 16
