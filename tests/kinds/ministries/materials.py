"""Workshops of eight ministries, mostly in es, pt and fr; ``table.tsv`` looks for their lessons: g1 is of Guatemala."""

from policysearch.model.workshop import Workshop
from policysearch.vocabulary import Organization, Pick, Region, Theme, Vocabulary
from tests.kinds.events import event_workshop

TITLES = {
    "fiji": "After the Cyclone: Early Warning, Cash and Shelter in the Pacific (Phase II)",
    "ghana": "Counting What Counts: Census, Surveys and Open Data for Local Planning",
    "guatemala": "Justicia que llega: juzgados móviles, defensa pública y mediación comunitaria",
    "uruguay": "Vivienda y hábitat: cooperativas de ayuda mutua, alquiler y barrios populares",
    "verde": "Pescas sustentáveis nas ilhas: cogestão, frio e comércio de pescado",
    "brazil": "Cultura viva: pontos de cultura, editais e patrimônio nas periferias",
    "tunisia": "Migrations et diasporas : accueil, envois de fonds et retours volontaires",
    "senegal": "Transports urbains : bus à haut niveau de service, péages et sécurité routière",
}
LANGUAGES = {
    **dict.fromkeys(("fiji", "ghana"), "en"),
    **dict.fromkeys(("guatemala", "uruguay"), "es"),
    **dict.fromkeys(("verde", "brazil"), "pt"),
    **dict.fromkeys(("tunisia", "senegal"), "fr"),
}
LESSONS = {
    "fiji": (
        "Sirens alone save nobody: wardens in every village rehearse evacuations twice a year, children included.",
        "Cash-for-work paid $F 18.50 a day; women rebuilt seawalls and cleared drains within 45 days.",
        "Tonga’s reinsurance payout arrived in ten days: a parametric trigger of 95 knots needs no loss adjusters.",
        "Building codes count only when inspectors visit: 7 of 10 roofs with hurricane straps survived winds.",
        "The UNDRR scorecard and the Sendai Framework (2015–2030) gave mayors a common checklist.",  # d5
        "Mangroves and coral reefs dissipate 66.5% of wave energy; replanting costs less than breakwaters.",
        "People with disabilities were on the committee; signage in Braille and vibrating pagers followed.",
        "Drones mapped landslides for the IT desk of the NDMO; AI sorted 12,400 photographs.",
        "Early-warning text messages reach fisherfolk by satellite; radio hams relay them at night-time.",
        "Livestock shelters on stilts protect goats and oxen; veterinarians vaccinate before each season.",  # d10
        "The Pacific Islands Forum pools its catastrophe insurance.",
        "Civil defence colour codes and rescue centres were standardised; volunteers practise with neighbours’ dogs.",
    ),
    "ghana": (
        "Enumerators with tablets finished the census in 14 days; reinterviews found an error of 0.8 per cent.",
        "Microdata are released after anonymisation; researchers sign a licence and cite the catalogue.",
        "Household surveys that pay for interviewees’ time get fuller diaries of expenditure.",
        "The civil registration of births and deaths (CRVS) rose from 58 to 81 % through midwives’ mobile phones.",
        "Rwanda’s gender data lab publishes time-use statistics; men cook 22 minutes a day.",  # s5
        "A statistics law shields the chief statistician: dismissal needs two-thirds of Parliament.",
        "Price collectors scan bar codes; the CPI basket of 307 items is updated every 5 years.",
        "Geo-referenced addresses let districts plan clinics; OpenStreetMap volunteers traced 1.2 million buildings.",
        "Data literacy courses for journalists halved misquoted figures; a help-desk answers within 24 hours.",
        "Jordan Mensah of the WHO office and Chad Boateng compared cause-of-death certificates.",  # s10
    ),
    "guatemala": (
        "Los juzgados móviles recorren aldeas en buses; una jueza resuelve pensiones alimenticias en 40 minutos.",
        "Los facilitadores judiciales de Nicaragua resolvieron 3.200 pleitos por linderos sin abogado.",
        "La mediación entre vecinos evita la cárcel; los mediadores indígenas hablan quiché y mam.",
        "Las víctimas de violencia declaran una sola vez en cámara Gesell; los jueces no repreguntan.",
        "Los ex-convictos que aprenden un oficio reinciden menos: 12,5 % frente a 38 %.",  # g5
        "Los defensores públicos reciben 95 casos por mes; un tope de sesenta bajó la mora judicial.",
        "El expediente electrónico acabó con los legajos cosidos; la firma digital cuesta Q 150.",
        "Las leyes de extinción de dominio financian refugios; la Corte publica cada sentencia.",
        "En Costa Rica, la justicia restaurativa para adolescentes repara el daño; el fiscal acompaña.",
        "Los peritos forenses identificaron restos de 1982 a 1996; los familiares recibieron ADN gratuito.",  # g10
        "Centroamérica coordina las órdenes de captura.",
        "La posguerra dejó traumas: psicólogos y periodistas ayudan en setiembre; el período de escucha dura un mes.",
        "Trinidad Gómez, Guadalupe Ruiz e Israel Paz atienden con intérpretes de inglés y chino.",
    ),
    "uruguay": (
        "Las cooperativas de ayuda mutua aportan 21 horas semanales por familia; la autoconstrucción abarata un 15 %.",
        "El subsidio al alquiler para jóvenes y madres solas llega a 2.650 pesos; el fondo de garantía paga al dueño.",
        "La regularización de asentamientos exige saneamiento, veredas y luz; los títulos llegan al final.",
        "En Medellín, Colombia, el metrocable acercó las laderas; las escaleras eléctricas ayudan a los ancianos.",
        "Los inquilinos morosos negocian planes de pago antes del desalojo; las mediadoras visitan el hogar.",  # u5
        "Los materiales antisísmicos y la madera certificada resisten; el hormigón prefabricado ahorra 3 ½ semanas.",
        "El banco de tierras municipal compra baldíos; los promotores ceden un 10 % del suelo.",
        "La eficiencia energética bajó la factura: paneles solares, doble vidrio y aislación térmica.",
        "La Ley N.º 18.795 exoneró impuestos a inversores de vivienda de interés social.",
        "Las mujeres jefas de hogar votan el reglamento de copropiedad; los administradores rinden cuentas.",  # u10
    ),
    "verde": (
        "Os comités de co-gestão fixam defesos; os pescadores vigiam as áreas marinhas e denunciam infracções.",
        "As peixeiras compram gelo a 12$50 o quilo; arcas frigoríficas solares reduziram as perdas em 37,5 %.",
        "O registo electrónico das embarcações e o acordo com a UE financiam inspectores a bordo.",
        "Na Mauritânia, o polvo é pescado com potes; o defeso de dois meses duplicou o tamanho dos animais.",
        "Os armadores recebem um seguro contra temporais; coletes e rádios são obrigatórios desde 2018.",  # p5
        "A transformação de atum em conservas emprega 1.450 mulheres; o sal e o azeite são nacionais.",
        "As tartarugas atraem turistas: guardas comunitários patrulham praias entre Junho e Outubro.",
        "Os portos de pesca têm lotas: o leilão em ecrã melhora os preços.",
        "Jovens mergulhadores recolhem plásticos e redes-fantasma; o atelier vende malas.",
        "A directiva sobre pesca ilegal (INN) exige certificados de captura; as multas são automáticas.",  # p10
        "Os PALOP partilham observadores de bordo; Rui Portugal coordena.",
        "Na ilha de São Vicente, em Cabo Verde, uma fábrica fornece escamas à aquariofilia.",
    ),
    "brazil": (
        "Os pontos de cultura recebem R$ 60 mil por ano; mestres griôs ensinam capoeira e congada.",
        "Os editais simplificados aceitam vídeos; grupos indígenas e quilombolas concorrem sem CNPJ.",
        "As bibliotecas comunitárias abrem aos domingos; os leitores escolhem os livros.",
        "O museu de favela guia visitantes; os guias são moradores e cobram R$ 25.",
        "O tombamento de terreiros protege o patrimônio imaterial; os órgãos ambientais participam.",  # c5
        "Na Argentina, os cartões culturais dão ingressos a adolescentes; o cinema lota às terças-feiras.",
        "A meia-entrada e o vale-cultura encheram teatros, mas o interior ficou de fora.",
        "As orquestras juvenis ensinam violino a meninas e meninos; um luthier conserta instrumentos.",
        "Oficinas de audiovisual e de autorretrato ajudam ex-presidiárias; dez curtas foram premiados.",
        "O sistema nacional de indicadores mede o PIB da cultura: 3,11 % em 2020.",  # c10
    ),
    "tunisia": (
        "Les guichets uniques accueillent les nouveaux arrivants en cinq langues; un traducteur vient le week-end.",
        "Les envois de fonds par téléphone coûtent 3,5 % au lieu de 9 %; les travailleuses saisonnières épargnent.",
        "Au Maroc, la régularisation de 23 096 étrangers a ouvert l’école et l’hôpital à leurs enfants.",
        "Les retours volontaires réussissent quand un mentor suit la micro-entreprise pendant dix-huit mois.",
        "La diaspora ivoirienne cofinance des puits; chaque euro privé attire deux euros publics.",  # m5
        "Les mineurs isolés logent chez des familles d’accueil; des éducatrices spécialisées les accompagnent.",
        "L’OIM et le HCR forment des juges au droit d’asile; les délais de recours passent de 180 à 60 jours.",
        "Les diplômes étrangers sont reconnus par un jury local; infirmiers et ingénieurs travaillent plus tôt.",
        "La lutte contre la traite exige des abris; les inspecteurs du travail visitent les chantiers navals.",
        "Les passeports perdus sont remplacés au consulat itinérant, place Pasteur, le mardi matin.",  # m10
        "Dominique Faye et Chad Dupont animent un café des langues; on y parle espagnol et anglais.",
    ),
    "senegal": (
        "Les minibus renouvelés par crédit-bail ont remplacé les cars rapides; les chauffeurs cotisent à une mutuelle.",
        "Le péage de l’autoroute finance l’éclairage; les motos paient 200 F CFA.",
        "Les voies réservées doublent la vitesse des bus; les taxis collectifs rabattent les voyageurs.",
        "À Nantes, en France, le tramway a précédé les éco-quartiers; les commerces du centre ont profité.",
        "Les ralentisseurs devant les écoles sauvent des vies : 41 morts de moins en 2016.",  # t5
        "Le contrôle technique annuel réduit les émissions de CO2; les amendes sont payées par mobile.",
        "Les cheminots entretiennent les rails la nuit; le train régional de 6h15 part à l’heure.",
        "Un SIG recense les nids-de-poule; les travaux d’entretien coûtent 1,2 milliard.",
        "Les femmes cyclistes réclament des feux et des parkings à vélos; un conseil d’usagers suit les plaintes.",
        "Le covoiturage et le télétravail désengorgent la plate-forme multimodale.",  # t10
        "L’UEMOA harmonise le permis de conduire.",
    ),
}
PREFIX = {
    "fiji": "d",
    "ghana": "s",
    "guatemala": "g",
    "uruguay": "u",
    "verde": "p",
    "brazil": "c",
    "tunisia": "m",
    "senegal": "t",
}
EVENTS = {  # the day, city, country, theme, funders, organizers
    "fiji": ("2019-10-07", "Suva", "FJ", "risk", "Asian Development Bank", "Pacific Community"),
    "ghana": ("2018-06-19", "Kumasi", "GH", "statistics", "Hewlett Foundation; GIZ", "Ghana Statistical Service"),
    "guatemala": ("2016-02-15", "Cobán", "GT", "local-justice", "AECID", "Organismo Judicial"),
    "uruguay": (
        "2017-11-28",
        "Montevideo",
        "UY",
        "housing",
        "",
        "Ministerio de Vivienda, Ordenamiento Territorial y Medio Ambiente",
    ),
    "verde": ("2020-03-03", "Mindelo", "CV", "fisheries", "União Europeia; FAO", ""),
    "brazil": ("2021-08-24", "Salvador", "BR", "culture", "Itaú Cultural", "Secretaria da Cultura"),
    "tunisia": ("2019-04-08", "Sfax", "TN", "migration", "Union européenne", "OIM"),
    "senegal": ("2016-12-05", "Dakar", "SN", "urban-transport", "Banque africaine de développement", ""),
}
VOCABULARY = Vocabulary(
    themes=(
        Theme("sea", {"en": "Ocean economy", "es": "Economía azul", "pt": "Economia do mar", "fr": "Économie bleue"}),
        Theme("fisheries", {"en": "Fisheries", "es": "Pesca", "pt": "Pescas", "fr": "Pêche"}, broader="sea"),
        Theme("justice", {"en": "Justice", "es": "Justicia", "pt": "Justiça", "fr": "Justice"}),
        Theme(
            "local-justice",
            {"en": "Community justice", "es": "Justicia comunitaria", "fr": "Justice de proximité"},
            broader="justice",
        ),
        Theme("housing", {"en": "Housing", "es": "Vivienda", "pt": "Habitação", "fr": "Logement"}),
        Theme("culture", {"en": "Culture", "es": "Cultura", "pt": "Cultura", "fr": "Culture"}),
        Theme("migration", {"en": "Migration", "es": "Migración", "pt": "Migração", "fr": "Migration"}),
        Theme("mobility", {"en": "Mobility", "es": "Movilidad", "pt": "Mobilidade", "fr": "Mobilité"}),
        Theme("urban-transport", {"en": "Urban transport", "fr": "Transports urbains"}, broader="mobility"),
        Theme("statistics", {"en": "Statistics", "es": "Estadística", "pt": "Estatística", "fr": "Statistique"}),
        Theme("risk", {"en": "Disaster risk", "es": "Riesgo de desastres", "pt": "Risco de desastres"}),
    ),
    synonyms=(
        ("remittance", "remesa", "remessa", "envoi de fonds"),
        ("call for proposals", "convocatoria", "edital", "appel à projets"),
        ("bus rapid transit", "BRT", "bus à haut niveau de service", "BHNS"),
    ),
    organizations=(
        Organization(("Banque africaine de développement", "BAD", "African Development Bank")),
        Organization(("International Organization for Migration", "IOM", "OIM")),
    ),
    regions=(
        Region("forum", ("Pacific Islands Forum", "PIF"), ("FJ", "TO"), shares=True),
        Region("palop", ("PALOP",), ("CV", "AO", "MZ"), shares=True),
        Region("uemoa", ("UEMOA", "WAEMU"), ("SN", "CI", "BF"), shares=True),
        Region("sica", ("SICA", "Centroamérica", "Central America"), ("GT", "CR", "NI")),
    ),
    picks=(
        Pick(("eviction", "desalojo", "despejo", "expulsion locative"), ("uruguay/h5",)),
        Pick(("toll", "peaje", "pedágio", "péage"), ("senegal/h2",)),
    ),
)


def workshops() -> list[Workshop]:
    """Return two workshops a language."""
    return [event_workshop(slug, TITLES[slug], LESSONS[slug], LANGUAGES[slug], *EVENTS[slug]) for slug in EVENTS]
