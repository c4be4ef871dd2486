"""Which countries' experience a text discusses."""

from pathlib import Path

import pytest

from policysearch.materials.experience import experience


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("experiences of Chile, Brazil, Mexico, Israel, and Singapore", ("CL", "BR", "MX", "IL", "SG")),
        ("las experiencias de México, Perú y Estados Unidos", ("MX", "PE", "US")),
        ("as experiências do Brasil e dos Estados Unidos", ("BR", "US")),
        ("l’expérience du Brésil et des États-Unis", ("BR", "US")),
        ("the US model, the U.S. centers", ("US",)),
        ("tell us about it", ()),
        ("THE LESSON FOR US", ("US",)),
        ("Trinidad and Tobago, St. Lucia and El Salvador", ("TT", "LC", "SV")),
        ("the U.S. Small Business Administration", ()),
        ("funded by the U.S. Mission to the OAS", ()),
        ("the University of Chile and the Bank of Jamaica", ()),
        ("El Salvador's economic development", ("SV",)),
    ],
)
def test_countries_are_found_by_name_and_not_in_names_of_institutions(text: str, countries: tuple[str, ...]) -> None:
    assert experience(text) == countries


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Chilean and Peruvian firms, and a Costa Rican delegation", ("CL", "PE", "CR")),
        ("las empresas uruguayas y el modelo hondureño", ("UY", "HN")),
        ("as cooperativas brasileiras e moçambicanas", ("BR", "MZ")),
        ("les coopératives ivoiriennes et la loi sénégalaise", ("CI", "SN")),
        ("Spanish, French and English were spoken; in English and Spanish", ()),
        ("American and Dominican firms", ()),
        ("the Panamanian Ministry of Trade", ()),
        ("cobró 500 bolivianos", ()),
    ],
)
def test_demonyms_of_one_country_alone_count(text: str, countries: tuple[str, ...]) -> None:
    assert experience(text) == countries


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("the Cuba-Mexico ferry, US-Mexico trade", ("CU", "MX", "US")),
        ("Kenya-based lenders", ("KE",)),
        ("St Lucia, St. Kitts & Nevis and Saint Lucia", ("LC", "KN")),
        ("Trinidad sent a letter, Tobago too", ("TT",)),
        ("Burma and Swaziland, Hong Kong", ("MM", "SZ", "HK")),
        ("England, Scotland and Northern Ireland", ("GB",)),
        ("Irlanda del Norte, Irlanda do Norte, Irlande du Nord", ("GB",)),
        ("Papua New Guinea", ("PG",)),
        ("Equatorial Guinea", ("GQ",)),
        ("Guinea-Bissau", ("GW",)),
        ("New Mexico and New Jersey", ()),
        ("el Golfo de México", ()),
    ],
)
def test_a_longer_name_counts_as_itself(text: str, countries: tuple[str, ...]) -> None:
    assert experience(text) == countries


@pytest.mark.parametrize("apostrophe", "'’ʼ‘")
def test_any_apostrophe_counts(apostrophe: str) -> None:
    assert experience(f"Côte d{apostrophe}Ivoire sent a letter") == ("CI",)


@pytest.mark.parametrize("text", ["US$ 5 million", "US $5", "US dollars", "a million US-dollars", "USD 5", "US$3"])
def test_money_is_no_country(text: str) -> None:
    assert experience(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Chad Smith spoke",
        "Georgia O'Keeffe",
        "Michael Jordan",
        "Ms. Jordan",
        "Maurice Dupont",
        "Dominique Dupont spoke",
    ],
)
def test_persons_are_no_countries(text: str) -> None:
    assert experience(text) == ()


def test_only_names_that_persons_have_are_taken_for_persons() -> None:
    assert experience("Chile Compra and Colombia Compra Eficiente") == ("CL", "CO")
    assert experience("Chad and Jordan") == ("TD", "JO")
    assert experience("Visiting Jordan helped") == ("JO",)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Atlanta, Georgia", ()),
        ("Tbilisi, Georgia, and Armenia", ("GE", "AM")),
        ("Granada (España)", ("ES",)),
        ("Granada, en España", ("ES",)),
        ("Granada y Barbados", ("GD", "BB")),
        ("Peru, Indiana", ()),
    ],
)
def test_towns_and_states_are_no_countries(text: str, countries: tuple[str, ...]) -> None:
    assert experience(text) == countries


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Reunión de ministros en la mañana", ()),
        ("La Reunión anual", ()),
        ("durante la Reunión Ministerial", ()),
        ("Réunion d’experts", ()),
        ("Reunião de peritos", ()),
        ("Mauritius, Réunion and Madagascar", ("MU", "RE", "MG")),
        ("la isla de Reunión", ("RE",)),
        ("l’île de La Réunion", ("RE",)),
    ],
)
def test_reunion_is_an_island_and_a_meeting_none(text: str, countries: tuple[str, ...]) -> None:
    assert experience(text) == countries


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("5 millones de dólares estadounidenses, dólares canadienses", ()),
        ("pesos colombianos, soles peruanos, reais brasileiros, francs suisses, pesos de México", ()),
        ("Jamaican dollars, Egyptian pounds, Kenyan shillings, Indian rupees, Brazilian reais", ()),
        ("Egyptian and Kenyan firms, and Brazil real estate", ("EG", "KE", "BR")),
        ("Lake Chad, lago Chad, río Jordán, rio Jordão, golfo de México", ()),
        ("the State of Georgia, Estado de México, Niger State", ()),
        ("the State of Israel, Georgia's state bank, México en estado de alerta", ("IL", "GE", "MX")),
        ("Panama City, Florida; Panama City, Panama", ("PA",)),
        ("Salvador da Bahia; Salvador, Brasil; Salvador Allende", ("BR",)),
        ("le Salvador et le Honduras", ("SV", "HN")),
        ("Brazil nuts, Guinea fowl and Guinea pigs, Panama disease", ()),
        ("ChileCompra and IranAir, Chilecito", ("CL", "IR")),
        ("Côte d`Ivoire; Cote d´Ivoire", ("CI",)),
        ("Britain and Zaire", ("GB", "CD")),
        ("Saint Kitts; St. Vincent; Barbuda; the US Virgin Islands", ("KN", "VC", "AG", "VI")),
        ("Islas Vírgenes de los Estados Unidos", ("VI",)),
    ],
)
def test_more_money_places_and_names(text: str, countries: tuple[str, ...]) -> None:
    assert experience(text) == countries


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("The French experience shows that vouchers work", ("FR",)),
        ("Spanish experience with water courts", ("ES",)),
        ("the German model of dual training", ("DE",)),
        ("the Dutch experience", ("NL",)),
        ("the Portuguese reform of 2003", ("PT",)),
        ("Spanish municipalities", ("ES",)),
        ("French cooperatives and Italian districts", ("FR", "IT")),
        ("an English translation", ()),
        ("English lessons for adults", ()),
        ("the Spanish version of the manual", ()),
        ("Spanish speakers and French speakers", ()),
        ("a French-language radio", ()),
        ("French-speaking Africa, Portuguese-speaking countries, the English-speaking Caribbean", ()),
        ("translated from the French", ()),
        ("available in French, Spanish and Portuguese", ()),
        ("written in Spanish by Peruvian teachers", ("PE",)),
        ("learn English", ()),
        ("the French text prevails", ()),
        ("bilingual Spanish and Quechua schools", ()),
        ("simultaneous interpretation English/Spanish", ()),
        ("French Guiana and French Polynesia", ("GF", "PF")),
        ("Dutch disease in oil exporters", ()),
        ("Swiss watchmakers and Swedish pulp mills", ("CH", "SE")),
        ("la experiencia francesa y la experiencia española", ("FR", "ES")),
        ("en francés y en español", ()),
        ("lengua francesa, idioma inglés", ()),
        ("a experiência francesa e a experiência holandesa", ("FR", "NL")),
        ("em francês e em espanhol", ()),
        ("l’expérience allemande et la réforme espagnole", ("DE", "ES")),
        ("en français et en anglais", ()),
        ("la langue française, l’anglais", ()),
    ],
)
def test_an_adjective_is_of_a_country_unless_it_names_a_language(text: str, countries: tuple[str, ...]) -> None:
    assert experience(text) == countries


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Bank of England staff", ()),
        ("New England fisheries, New South Wales, New Caledonia", ("NC",)),
        ("the Republic of Korea and South Korea", ("KR",)),
        ("North Korea", ("KP",)),
        ("the Democratic Republic of the Congo", ("CD",)),
        ("the Republic of the Congo", ("CG",)),
        ("South Sudan and Sudan", ("SS", "SD")),
        ("the Dominican Republic, not Dominica", ("DO", "DM")),
        ("Guinea, Guinea-Bissau and Papua New Guinea", ("GN", "GW", "PG")),
        ("Niger and Nigeria", ("NE", "NG")),
        ("in Kenya's Rift Valley", ("KE",)),
        ("Vietnam, Viet Nam and Laos", ("VN", "LA")),
        ("Cape Verde or Cabo Verde", ("CV",)),
        ("Türkiye, once Turkey", ("TR",)),
        ("turkey farms near the river", ()),
        ("fine china and chili peppers", ()),
        ("the Czech Republic and Czechia", ("CZ",)),
        ("Ivory Coast, Côte d'Ivoire", ("CI",)),
        ("the Gambia and Gambia", ("GM",)),
        ("St. Vincent and the Grenadines", ("VC",)),
        ("São Tomé and Príncipe", ("ST",)),
        ("Great Britain, the UK and the U.K.", ("GB",)),
        ("Wales and Scotland", ("GB",)),
        ("Prince of Wales Island", ()),
        ("the Indian Ocean and West Indian cricket", ()),
        ("American Samoa", ("AS",)),
        ("the Mexican peso; Mexican growers", ("MX",)),
        ("Mexico City's water", ("MX",)),
        ("Brazilian real, Brazilian farmers", ("BR",)),
        ("a loan of 3 million Canadian dollars", ()),
        ("Canada and Canadian firms", ("CA",)),
        ("Jordan, Lebanon and Israel", ("JO", "LB", "IL")),
        ("Michael Jordan and Chad Johnson spoke; Mr. Israel too", ()),
        ("Georgia's wine and Armenia's brandy", ("GE", "AM")),
        ("Savannah, Georgia", ()),
        ("Lima, Peru; Lima, Ohio", ("PE",)),
        ("Paris, Texas", ()),
        ("Cuba, Missouri", ()),
        ("Lebanon, Pennsylvania", ()),
        ("Panama hats", ()),
        ("los productores colombianos y ecuatorianos", ("CO", "EC")),
        ("Reino Unido, Países Bajos y Suiza", ("GB", "NL", "CH")),
        ("Corea del Sur y Nueva Zelanda", ("KR", "NZ")),
        ("Guinea Ecuatorial y Papúa Nueva Guinea", ("GQ", "PG")),
        ("en Chile y en el Perú", ("CL", "PE")),
        ("el chile y la papa", ()),
        ("EE. UU. y EEUU", ("US",)),
        ("Nuevo México y Nueva Inglaterra", ()),
        ("la Reunión de Cancilleres", ()),
        ("Panamá, Ciudad de Panamá", ("PA",)),
        ("os EUA e o Reino Unido", ("US", "GB")),
        ("Coreia do Sul, África do Sul e Países Baixos", ("KR", "ZA", "NL")),
        ("os agricultores angolanos e cabo-verdianos", ("AO", "CV")),
        ("a Guiné-Bissau e a Guiné Equatorial", ("GW", "GQ")),
        ("le Royaume-Uni, les Pays-Bas et l’Afrique du Sud", ("GB", "NL", "ZA")),
        ("la Guinée équatoriale et la Guinée-Bissau", ("GQ", "GW")),
        ("la Papouasie-Nouvelle-Guinée", ("PG",)),
        ("les producteurs maliens et burkinabè", ("ML", "BF")),
        ("le Nouveau-Mexique", ()),
        ("une réunion à Saint-Denis de La Réunion", ("RE",)),
        ("Birmanie, Biélorussie et Cap-Vert", ("MM", "BY", "CV")),
    ],
)
def test_names_that_have_other_names_in_them(text: str, countries: tuple[str, ...]) -> None:
    assert {*experience(text)} == {*countries}


def test_countries_of_all_continents_are_told_from_persons_bodies_money_and_other_places() -> None:
    lines = (Path(__file__).parent / "experience.tsv").read_text("utf-8").splitlines()
    answers = dict(line.split("\t") for line in lines)
    assert len(answers) > 150
    assert {text: {*experience(text)} for text in answers} == {
        text: {*codes.split()} for text, codes in answers.items()
    }
