"""Where an event was."""

import pytest

from policysearch.importers import cue_files
from policysearch.importers.detect import places, places_in_brazil
from policysearch.importers.detect.place import Place

CUES = cue_files.shipped()


@pytest.mark.parametrize(
    ("words", "city", "region", "country"),
    [
        ("Lima, Peru", "Lima", "", "PE"),
        ("en la ciudad de Lima, Perú", "Lima", "", "PE"),
        ("Ciudad de Panamá, Panamá", "Ciudad de Panamá", "", "PA"),
        ("Venue: Hilton Hotel, Port of Spain, Trinidad and Tobago", "Port of Spain", "", "TT"),
        ("San Antonio, Texas", "San Antonio", "Texas", "US"),
        ("San Antonio, TX, USA", "San Antonio", "Texas", "US"),
        ("Miami, Florida, EE.UU.", "Miami", "Florida", "US"),
        ("Charlotte, Carolina del Norte", "Charlotte", "North Carolina", "US"),
        ("California, United States", "", "California", "US"),
        ("Bogotá D.C., Colombia", "Bogotá", "", "CO"),
        ("Washington, D.C., USA", "Washington", "D.C.", "US"),
        ("México D.F., México", "Ciudad de México", "", "MX"),
        ("Lima, D.F., USA", "Lima", "", "US"),
        ("WTO, Geneva, Switzerland", "Geneva", "", "CH"),
        ("KINGSTON, Jamaica", "Kingston", "", "JM"),
        ("Cusco, Cusco, Peru", "Cusco", "Cusco", "PE"),
        ("Paris (France)", "Paris", "", "FR"),
        ("La Paz, Estado Plurinacional de Bolivia", "La Paz", "", "BO"),
        ("Seoul, the Republic of Korea", "Seoul", "", "KR"),
        ("Antigua de Guatemala", "Antigua", "", "GT"),
        ("Cidade do Panamá", "Cidade do Panamá", "", "PA"),
        ("Mexico City", "Mexico City", "", "MX"),
        ("London, UK", "London", "", "GB"),
        ("Vientiane, Lao PDR", "Vientiane", "", "LA"),
        ("Kinshasa, DRC", "Kinshasa", "", "CD"),
        ("Beijing, People's Republic of China", "Beijing", "", "CN"),
        ("Pyongyang, Democratic People’s Republic of Korea", "Pyongyang", "", "KP"),
        ("Bonn, República Federal de Alemania", "Bonn", "", "DE"),
        ("Puerto España, Trinidad y Tabago", "Puerto España", "", "TT"),
        ("Port of Spain, T&T", "Port of Spain", "", "TT"),
        ("Kingstown, St. Vincent", "Kingstown", "", "VC"),
        ("Antigua", "", "", ""),
        ("Hong Kong, China", "Hong Kong", "", "HK"),
        ("Nova Iorque, EUA", "Nova Iorque", "", "US"),
        ("United Nations Headquarters, New York", "New York", "New York", "US"),
        ("Ministry of Tourism, San Ignacio, Belize", "San Ignacio", "", "BZ"),
        ("Ministry of Tourism, Belize", "", "", "BZ"),
        ("La Unión, Chile", "La Unión", "", "CL"),
        ("Hybrid: Lima, Peru and online", "Lima", "", "PE"),
        ("Belém (PA)", "Belém", "Pará", "BR"),
        ("Recife/PE", "Recife", "Pernambuco", "BR"),
        ("Auditório da UFRN, Natal - RN", "Natal", "Rio Grande do Norte", "BR"),
        ("Belo Horizonte, MG, Brasil", "Belo Horizonte", "Minas Gerais", "BR"),
        ("São Paulo, SP", "São Paulo", "São Paulo", "BR"),
        ("Philadelphia, PA", "Philadelphia", "Pennsylvania", "US"),
        ("Sitio: Bayahíbe, La Altagracia, República Dominicana", "Bayahíbe", "La Altagracia", "DO"),
        ("Fundação Banco do Brasil", "", "", ""),
        ("Peru", "", "", "PE"),
        ("room 5, Peru", "", "", "PE"),
        ("Atlantis", "", "", ""),
        ("small firms in markets", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_line_is_a_place(words: str, city: str, region: str, country: str) -> None:
    assert places.read(words, CUES) == Place(city, region, country)


def test_a_country_that_is_a_state_too_is_not_settled() -> None:
    assert places.read("Atlanta, Georgia", CUES) == Place("Atlanta", doubt="'Georgia' may be the country or the state")


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        ("The seminar was in Apia, Samoa. Thirty-one people came.", "Apia", "WS"),
        ("It was held in St. John's, Antigua and Barbuda. Many came.", "St. John's", "AG"),
        ("Uma comitiva visitou Ribeirão Preto (SP) em maio.", "Ribeirão Preto", "BR"),
    ],
)
def test_a_place_ends_with_its_sentence(text: str, city: str, country: str) -> None:
    place = places.in_prose(text, CUES)
    assert (place.city, place.country) == (city, country)


def test_in_a_portuguese_document_such_a_code_is_a_state_of_brazil() -> None:
    place = places.read("Manaus (AM)", CUES)
    assert places_in_brazil.settled(place, "pt") == Place("Manaus", "Amazonas", "BR")
    assert places_in_brazil.settled(place, "en") == place


@pytest.mark.parametrize("words", ["Lima, PE", "Málaga (ES)", "Boston (MA)", "San Juan, PR", "Manaus (AM)"])
def test_a_code_that_is_a_state_of_brazil_and_something_else_is_not_settled(words: str) -> None:
    place = places.read(words, CUES)
    assert (place.country, place.region) == ("", "")
    assert place.doubt


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        ("The workshop was held in Lima, Peru, in May.", "Lima", "PE"),
        ("Se celebró en San José, Costa Rica.", "San José", "CR"),
        ("It was in Kingston and Ocho Rios, Jamaica.", "Kingston and Ocho Rios", "JM"),
        ("El taller fue en la ciudad de Quito (Ecuador).", "Quito", "EC"),
        ("Delegates met in Washington, D.C. and went on to Lima, Peru", "Washington", "US"),
        ("It was in Lima, Peru; in Washington, D.C. they went on", "Lima", "PE"),
        ("It was in spring, in Peru", "", ""),
        ("They met at the Hotel Himalaya, Lalitpur, Nepal.", "Lalitpur", "NP"),
    ],
)
def test_a_sentence_says_in_which_place(text: str, city: str, country: str) -> None:
    place = places.in_prose(text, CUES)
    assert (place.city, place.country) == (city, country)


@pytest.mark.parametrize(
    ("name", "code"),
    [("U.S.", "US"), ("EE. UU.", "US"), ("República del Perú", "PE"), ("Kingdom", ""), ("D.C", ""), ("PE", "")],
)
def test_a_country_has_many_names(name: str, code: str) -> None:
    assert places.country(name, CUES) == code


def test_nobody_travels_to_a_webinar() -> None:
    assert places.mode("Webinar: payments", Place(), CUES) == "online"
    assert places.mode("Taller en línea", Place(), CUES) == "online"
    assert places.mode("Lima, Peru", Place(), CUES) == ""


def test_a_long_text_is_no_place() -> None:
    assert places.read("Lima, Peru " + "x" * 1_000, CUES) == Place()


@pytest.mark.parametrize(
    ("words", "city"),
    [
        ("Regional seminar, Suva, Fiji", "Suva"),
        ("Taller nacional, Puno, Perú", "Puno"),
        ("Estivemos em Peso da Régua, Portugal", "Peso da Régua"),
        ("Nos reunimos en Puerto Plata, República Dominicana", "Puerto Plata"),
    ],
)
def test_what_was_held_and_a_verb_are_no_part_of_a_city_s_name(words: str, city: str) -> None:
    assert (places.read(words, CUES).city, places.read(words, CUES).region) == (city, "")


@pytest.mark.parametrize(
    ("text", "city", "state"),
    [
        ("Terminou em Santarém, no Pará, o II Seminário", "Santarém", "Pará"),
        ("A oficina foi em Ilhéus, na Bahia.", "Ilhéus", "Bahia"),
    ],
)
def test_a_state_of_brazil_may_have_its_preposition(text: str, city: str, state: str) -> None:
    place = places_in_brazil.settled(places.in_prose(text, CUES), "pt")
    assert place == Place(city, state, "BR")
