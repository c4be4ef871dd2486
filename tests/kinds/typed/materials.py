"""Workshops whose lessons have the words that ``typed/*.tsv`` look for: e1 is the first lesson of the English one."""

from dataclasses import replace

from policysearch.model.workshop import Workshop
from policysearch.vocabulary import Organization, Pick, Region, Theme, Vocabulary
from tests.engines.factories import workshop

LESSONS = {
    "en": (
        "The AI desk of the EU met the UN envoy and the WTO.",  # e1
        "Ten NGOs and one MNE signed; the US office paid.",
        "An O&M contract, a P2P lender and a B2B fair in May.",
        "Community forestry catalogues list the grey timber and its fibre.",
        "The municipal catalog lists gray lumber and its fiber.",  # e5
        "Ploughing with oxen; travellers paid by cheque for two litres.",
        "Plowing with tractors; travelers paid for three liters.",
        "Health care for ageing paediatric nurses in a data base.",
        "Healthcare for aging pediatric nurses in a database.",
        "A land-use plan and micro-credit for ground water users.",  # e10
        "A landuse plan and microcredit for groundwater users.",
        "The Rio+20 summit, H1N1 flu, PM2.5 dust and ISO 14001.",
        "Midwives and their knives saved lives; thieves stole geese.",
        "A midwife and a knife saved a life; a thief stole a goose.",
        "CO₂ fell by 12.5 % on 1,750 m² of naïve façades.",  # e15
        "Bring your own water; water your own garden.",
        "The rule of law protects the people of the forest.",
        "Rules for laws on paper.",
        "The cooperative’s members’ dues paid the women’s clinic.",
        "Price policing by police is no policy.",  # e20
        "Signing of the treaty on 7 May 2014 in the 1990s manner.",
        "Warehouse receipts secure a farmer’s loan.",
        "Receptions for tourists in the new hostel.",
        "Poverty fell where pensions grew.",
        "Solid-waste pickers sort plastics: ﬁve kinds.",  # e25
        "Off-grid solar lamps light fifty-two schools.",
        "The C++ course cost $2,000; tickets were €45.",
        "Universal design helps universities; the universe is far.",
        "A trade-off between speed and cost; trading off is hard.",
        "Desalination plants drink energy.",  # e30
        "Vaccine cold chains need kerosene.",
        "Contact: seeds@coop.example or https://coop.example/seed-fund.",
    ),
    "es": (
        "La UE y la ONU apoyan la IA en el SNIP.",  # s1
        "Los jueces y las voces de la vejez; un juez de paz.",
        "El camión llevó jabones; los camiones llevan un jabón.",
        "El desarrollo socio-económico y el micro-crédito contra el hambre.",
        "El desarrollo socioeconómico y el microcrédito.",  # s5
        "La anti-corrupción y el medio ambiente en zonas semi-áridas.",
        "La anticorrupción y el medioambiente en zonas semiáridas.",
        "El alcalde cobra el peso del pesaje; el piso es de tierra.",
        "La compañía acompañó al compañero a la campaña.",
        "Las mujeres rurales e indígenas piden créditos más baratos.",  # s10
        "El acta se firmó el 7 de mayo de 2014 con 1.750 votos.",
        "La gestión del riesgo: 12,5 % de los municipios.",
        "La leche de la cabra y el queso de los Andes.",
        "Notre-Dame y la dama del lago.",
        "El papa come papas.",  # s15
        "El plan de ordenamiento territorial no sirve si no se usa.",
        "El profesor y la profesora; los lápices verdes.",
        "La veeduría ciudadana vigila la obra pública.",
    ),
    "pt": (
        "O SUS e o MEI; a UE e a ONU.",  # p1
        "Os corações e as mãos dos anciãos; os pães e os cães.",
        "O coração e a mão do ancião; o pão e o cão.",
        "A infra-estrutura e a electricidade: o objectivo do planeamento.",
        "A infraestrutura e a eletricidade: o objetivo do planejamento.",  # p5
        "O bem-estar e a pós-colheita do micro-crédito.",
        "A actividade económica do sector húmido.",
        "A atividade econômica do setor úmido.",
        "Os barris azuis e os répteis fáceis.",
        "O barril azul e o réptil fácil.",  # p10
        "A lei foi assinada em 7 de maio de 2014 por 1.750 votos.",
        "O posto de saúde à beira-rio atende a posta.",
        "O gado pasta no pasto; a pasta do ministro.",
        "A merenda escolar compra do agricultor familiar.",
        "As cisternas guardam a água da chuva.",  # p15
    ),
    "fr": (
        "L’UE et l’ONU; la TVA et le PNUD appuient l’IA.",  # f1
        "Les chevaux et les bijoux des aïeux; les feux et les eaux.",
        "Le cheval et le bijou de l’aïeul; le feu et l’eau.",
        "Le développement socio-économique et le micro-crédit agro-alimentaire.",
        "Le développement socioéconomique et le microcrédit agroalimentaire.",  # f5
        "La sous-traitance et le savoir-faire de l’œuvre.",
        "Les acteurs actifs et les actrices actives; un chanteur, une chanteuse.",
        "Le loyer loyal de la loyauté.",
        "Le marin et la marine; la mare du maraîcher.",
        "La loi fut signée le 7 mai 2014 par 1 750 voix.",  # f10
        "L’eau d’aujourd’hui; jusqu’à l’aube, quelqu’un puise.",
        "Le paysan et la paysanne; le pays et le paysage.",
        "Un chef-lieu et un bien-être; des chefs-lieux.",
        "Des œufs frais, un œuf cru; un bœuf, des bœufs.",
        "L’assainissement des quartiers précaires.",  # f15
    ),
}
TITLES = {
    "en": "Cold chains: what works?",
    "es": "Agua y saneamiento rural",
    "pt": "Merenda escolar e cisternas",
    "fr": "Pépinières et semences",
}
PREFIX = {"en": "e", "es": "s", "pt": "p", "fr": "f"}
VOCABULARY = Vocabulary(
    themes=(
        Theme("farming", {"en": "Farming", "es": "Agricultura", "pt": "Agricultura", "fr": "Agriculture"}),
        Theme("seeds", {"en": "Seeds", "es": "Semillas", "pt": "Sementes", "fr": "Semences"}, broader="farming"),
        Theme("health", {"en": "Public health", "es": "Salud pública", "pt": "Saúde pública", "fr": "Santé publique"}),
    ),
    synonyms=(("solid waste", "residuos sólidos", "garbage"), ("school meal", "merenda escolar")),
    organizations=(
        Organization(("Andean Seed Bank", "ASB", "Banco Andino de Semillas")),
        Organization(("Ministry of Water, Energy and Mines",)),
    ),
    regions=(
        Region("mano-river", ("Mano River Union", "Union du fleuve Mano"), ("LR", "SL", "GN", "CI"), shares=True),
    ),
    picks=(
        Pick(("solar lamps", "lámparas solares"), ("en/h26",)),
        Pick(("cold chain",), ("es",)),
    ),
    separate_words=(("police", "policy"),),
    equal_words=(("hostel", "albergue"),),
)


def workshops() -> list[Workshop]:
    """Return one workshop a language."""
    english = replace(
        workshop("en", TITLES["en"], *LESSONS["en"], start="2014-05-07", country="LR", themes=("health",)),
        city="Monrovia",
        funders=("Andean Seed Bank",),
    )
    spanish = replace(
        workshop(
            "es", TITLES["es"], *LESSONS["es"], start="2016-10-03", country="BO", language="es", partners=("ASB",)
        ),
        city="La Paz",
        funders=("Ministry of Water, Energy and Mines",),
    )
    portuguese = replace(
        workshop("pt", TITLES["pt"], *LESSONS["pt"], start="2018-03-12", country="BR", language="pt"), city="Belém"
    )
    french = replace(
        workshop(
            "fr", TITLES["fr"], *LESSONS["fr"], start="2019-06-20", country="SN", themes=("seeds",), language="fr"
        ),
        city="Saint-Louis",
    )
    return [english, spanish, portuguese, french]
