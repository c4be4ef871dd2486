"""A document is divided into its events."""

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import events
from policysearch.importers.detect.events import Event
from policysearch.importers.detect.place import Place
from policysearch.importers.outline import Block, Outline

CUES = cue_files.shipped()


def split(*blocks: str | Block, title: str = "") -> tuple[Event, ...]:
    outline = tuple(Block("paragraph", block) if isinstance(block, str) else block for block in blocks)
    return events.split(Outline(outline, title=title), False, CUES)


def heading(text: str, level: int = 1) -> Block:
    return Block("heading", text, level)


def texts(event: Event) -> list[str]:
    return [block.text for block in event.blocks]


def test_blocks_that_only_say_title_days_and_place_are_spent() -> None:
    (event,) = split("Workshop on credit", "May 3-4, 2010", "Lima, Peru", "Venue: Hotel Bolívar", "Many came.")
    assert (event.title, event.place, texts(event)) == ("Workshop on credit", Place("Lima", "", "PE"), ["Many came."])
    assert event.dated_text == "May 3-4, 2010"


def test_each_event_has_its_section_and_the_first_a_preface() -> None:
    first, second = split(
        "Secretariat for Trade", heading("On credit here"), "Lima, Peru: May 3, 2010", "Many came.",
        heading("On exports here"), "Quito, Ecuador: June 3, 2011", "Few came.",
    )  # fmt: skip
    assert (first.title, texts(first), second.title, texts(second)) == (
        "On credit here", ["Many came."], "On exports here", ["Few came."],
    )  # fmt: skip
    assert [block.text for block in first.preface] == ["Secretariat for Trade"]


def test_a_further_day_of_the_agenda_makes_the_event_longer() -> None:
    (event,) = split("Workshop on credit", "Lima, Peru: May 3, 2010", "Credit", "Day 2: May 4, 2010", "Trade")
    assert event.span is not None
    assert (str(event.span.start), str(event.span.end)) == ("2010-05-03", "2010-05-04")


def test_days_that_overlap_are_of_the_same_event() -> None:
    assert (
        len(split(heading("On credit"), "Lima, Peru: May 3-5, 2010", heading("Exports"), "Lima, Peru: May 4, 2010"))
        == 1
    )


def test_the_day_of_a_letter_is_not_the_event_s() -> None:
    (event,) = split(
        "Lima, 3 May 2010", "Dear colleagues", "Workshop on credit", "It was held in Quito, Ecuador, June 7, 2010"
    )
    assert event.span is not None
    assert event.span.start.month == 6


def test_labels_on_lines_of_their_own_are_joined_with_their_values() -> None:
    (event,) = split("Workshop on credit", "Fecha", "3 May 2010", "Lugar:", "Lima, Perú", "Serie", "Talleres pyme")
    assert (event.dated_text, event.place.city, event.series) == ("Fecha: 3 May 2010", "Lima", "Talleres pyme")


def test_the_title_of_a_report_is_its_event_s() -> None:
    (event,) = split("Informe final del Taller sobre crédito", "Lima, Perú: 3 May 2010")
    assert event.title == "Taller sobre crédito"


def test_a_formal_name_in_a_sentence_is_the_title() -> None:
    sentence = (
        "The Regional Dialogue on Small Firms was held in Lima, Peru, on 3 May 2010, with delegates of many countries."
    )
    (event,) = split(sentence)
    assert (event.title, event.title_doubt) == ("Regional Dialogue on Small Firms", "")


@pytest.mark.parametrize(
    ("headline", "sentence", "title", "doubt"),
    [
        (
            "Vendors learn to keep books",
            "The workshop was held in Lima, Peru, on 3 May 2010. Forty vendors took part in the Regional Workshop on "
            "Record Keeping, which gave each of them a notebook.",
            "Regional Workshop on Record Keeping",
            "taken from a sentence",
        ),
        (
            "Seminário discute compras públicas",
            "A Secretaria de Economia realizou nos dias 3 e 4 de maio de 2010, em Recife (PE), o Seminário Nordestino "
            "de Compras Públicas.",
            "Seminário Nordestino de Compras Públicas",
            "",
        ),
        (
            "Hoteliers, farmers seek closer ties",
            "The Agri-Tourism Linkages Workshop took place on 12 May 2010 in Roseau, Dominica.",
            "Agri-Tourism Linkages Workshop",
            "",
        ),
        (
            "Asunto: resultados del taller de garantías",
            "Compartimos las conclusiones del Taller Iberoamericano de Garantías, que tuvo lugar en Quito, Ecuador, el "
            "20 de marzo de 2013.",
            "Taller Iberoamericano de Garantías",
            "",
        ),
    ],
)
def test_a_headline_gives_way_to_the_event_s_name_in_the_sentence_that_tells_its_days_else_with_a_mark(
    headline: str, sentence: str, title: str, doubt: str
) -> None:
    (event,) = split(heading(headline), sentence)
    assert (event.title, event.title_doubt) == (title, doubt)


def test_links_in_lines_of_their_own_are_the_event_s() -> None:
    link = ("» Site", "https://example.org")
    inside = Block("paragraph", "A sentence with a link to some other page", links=(("link", "https://example.com"),))
    (event,) = split(
        "Workshop on credit", "Lima, Peru: 3 May 2010", Block("paragraph", "» Site", links=(link,)), inside
    )
    assert event.links == (("Site", "https://example.org"),)


def test_a_virtual_event_says_so_in_its_title_or_place() -> None:
    assert split("Webinar on credit", "3 May 2010")[0].mode == "online"
    assert split("Workshop on credit", "Place: online, 3 May 2010")[0].mode == "online"
    assert split("Workshop on credit", "Hybrid: Lima, Peru and online, 3 May 2010")[0].mode == "hybrid"
    assert split("Workshop on credit", "Lima, Peru: 3 May 2010", "They use online shops.")[0].mode == ""


def test_parties_may_stand_in_columns_of_a_table() -> None:
    head = Block("row", "When | Where | What | Partners")
    row = Block("row", "May 3, 2010 | Lima, Peru | Workshop on credit | OAS")
    (event,) = split(head, row)
    assert (event.title, texts(event)[0]) == ("Workshop on credit", "Partners: OAS")


def test_without_a_date_the_document_is_the_event() -> None:
    (event,) = split(
        "A line that may be a title", heading("Workshop on credit"), "It was held in Lima, Peru.", title="x"
    )
    assert (event.title, event.span, event.place.city) == ("Workshop on credit", None, "Lima")
    assert texts(event) == ["A line that may be a title", "It was held in Lima, Peru."]
    assert split("Short", title="File's own title")[0].title == "File's own title"
