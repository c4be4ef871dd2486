"""Workshops on public services, whose lessons ``services/*.tsv`` look for: k1 is the first lesson of the Kenyan one."""

from policysearch.model.workshop import Workshop
from policysearch.vocabulary import Organization, Pick, Region, Theme, Vocabulary
from tests.kinds.events import event_workshop

TITLES = {
    "kenya": "Second Rural Water Supply and Sanitation Project (P074091): lessons for water users’ associations",
    "vietnam": "Health Insurance for All: What Did Commune Health Centres Learn?",
    "morocco": "Programme d’appui au Plan Maroc Vert : l’agrégation des petits producteurs",
    "quebec": "Réussite éducative et décrochage scolaire : l’expérience des commissions scolaires",
    "peru": "Administración tributaria y cultura fiscal: ¿cómo ampliar la base de contribuyentes?",
    "honduras": "Proyecto de Apoyo al Programa de Educación Rural (PROHECO): segunda fase",
    "angola": "Reforço do sistema municipal de saúde: água potável, malária e vacinação nas províncias",
    "brazil": "Gestão participativa de bacias hidrográficas: comitês, cobrança e outorga",
}
LANGUAGES = {
    **dict.fromkeys(("kenya", "vietnam"), "en"),
    **dict.fromkeys(("morocco", "quebec"), "fr"),
    **dict.fromkeys(("peru", "honduras"), "es"),
    **dict.fromkeys(("angola", "brazil"), "pt"),
}
LESSONS = {
    "kenya": (
        "Boreholes with solar pumps run dry when nobody pays; committees that meter households collect 85 % of fees.",
        "In Uganda, handpump mechanics are paid by mobile money; breakdowns fell from forty to nine days.",
        "Women’s groups who manage kiosks reinvest their profits in latrines; coverage doubled between 2011 and 2014.",
        "Public-private partnerships (PPPs) need a regulator: WASREB licenses 91 utilities and publishes their losses.",
        "Rainwater tanks of 5,000 litres cost KSh 48,000, about US$ 470; the county pays one third.",  # k5
        "Leakage detection saved 2.75 million m³ in the fiscal year 2014/15.",
        "Aquifer licences expire after five years: the Authority’s desk uses e-permits.",
        "Fluoride and arsenic in wells: the WHO guideline value is 0.01 mg/L.",
        "Pit emptiers became entrepreneurs; sludge is composted and sold to flower growers in Naivasha.",
        "Pastoralists and farmers share dams under by-laws; conflicts are resolved by elders.",  # k10
        "Agencies from the Maghreb visited the utility and its call centre.",
    ),
    "vietnam": (
        "Commune nurses in the Mekong Delta use tablets; e-prescriptions cut stock-outs of medicines.",
        "Thailand’s universal coverage was studied by Vietnamese and Indonesian officials; capitation contained costs.",
        "Diagnosis-related groups (DRGs) changed physicians’ behaviour: shorter stays, more day surgery.",
        "COVID-19 vaccination in schools reached 1,350,000 people in 6½ weeks.",
        "Tuberculosis patients on the DOTS regimen were treated at home; HIV/AIDS counselling was given to truckers.",
        "Midwives’ fees were waived for ethnic minorities; neonatal mortality fell from 16‰ to 9‰.",
        "Anaemia of schoolgirls fell with weekly iron; paediatricians advised mothers of malnourished children.",
        "Georgia Tran and Jordan Nguyen presented the tele-medicine pilot; a second opinion takes 20 minutes.",
        "Out-of-pocket payments pushed 3.5 % of families below the poverty line.",
        "Smoke-free halls: the tobacco excise of 75% pays for health promotion.",  # v10
    ),
    "morocco": (
        "L’irrigation goutte-à-goutte subventionnée à 80 % a réduit la consommation; les nappes baissent encore.",
        "Les coopératives féminines d’argan exportent vers l’UE; leurs adhérentes suivent des cours du soir.",
        "En Tunisie, les oléiculteurs partagent un moulin; l’huile biologique se vend 30 % plus cher.",
        "Les éleveurs sénégalais vaccinent leurs troupeaux; un carnet sanitaire numérique suit chaque animal.",
        "Le conseil agricole privé complète les agents de l’État: chaque conseiller suit vingt exploitations.",  # m5
        "Les semences certifiées d’orge et de blé dur résistent à la sécheresse; l’INRA les multiplie.",
        "L’assurance récolte a indemnisé 42 000 céréaliers en 2012; le réassureur exige des stations météo.",
        "Un foncier sans titre décourage l’investissement: le cadastre coûte 150 dirhams l’hectare.",
        "Des chevaux de trait remplacent les tracteurs dans les oasis; les journaux locaux en ont parlé.",
        "La foire du safran a lieu en novembre; les acheteurs étrangers goûtent les produits du terroir.",  # m10
        "La CEDEAO a harmonisé le contrôle des médicaments vétérinaires.",
    ),
    "quebec": (
        "Les maternelles quatre ans en milieu défavorisé préviennent les retards de langage.",
        "Les enseignants haïtiens ont adapté le manuel bilingue créole-français; les élèves lisent plus tôt.",
        "Le taux de décrochage est passé de 31 à 17 % grâce au mentorat des directrices d’école.",
        "Les cégeps et l’université offrent la formation à distance aux communautés autochtones.",
        "La Finlande forme ses instituteurs pendant cinq ans; elle n’a pas d’inspecteurs.",  # c5
        "Les cantines scolaires achètent des produits frais; le gaspillage a diminué de moitié.",
        "L’apprentissage en alternance rapproche les entreprises et les lycées professionnels.",
        "Des bourses d’études vont aux jeunes mères; des garderies ouvrent le soir.",
        "Un tableau de bord annuel compare les résultats; les parents le reçoivent par courriel.",
        "Un ordinateur portatif par élève ne suffit pas sans formation des maîtres.",  # c10
    ),
    "peru": (
        "La factura electrónica redujo la evasión del IVA en 6,5 puntos; los comerciantes reciben un sorteo.",
        "El monotributo uruguayo agrupa impuestos y cotizaciones de las empresas unipersonales.",
        "La SUNAT cruza datos de aduanas y notarías; los fiscalizadores visitan menos y cobran más.",
        "Los municipios cobran el impuesto predial por teléfono móvil; el catastro se actualiza con drones.",
        "En Estonia la declaración viene prellenada y se firma en tres minutos.",  # p5
        "Los contadores públicos enseñan en las escuelas por qué se pagan los tributos.",
        "Una amnistía tributaria recaudó S/ 1.250.000 pero desalentó a los buenos pagadores.",
        "Los precios de transferencia de las multinacionales mineras se revisan con un anexo país por país.",
        "Las mujeres jefas de hogar tienen exoneraciones; los jubilados también.",
        "El papel sellado desapareció; el expediente digital ahorra 2 ½ horas por trámite.",  # p10
    ),
    "honduras": (
        "Los consejos de padres contratan a los maestros; la asistencia subió de 120 a 185 días.",
        "El currículo intercultural bilingüe en lengua garífuna y miskita retiene a las niñas.",
        "Los jóvenes que no estudian ni trabajan (ninis) reciben becas de oficios: carpintería, soldadura, cocina.",
        "La merienda escolar se compra a productores locales de maíz y frijol.",
        "Las aulas multigrado de Colombia (Escuela Nueva) inspiraron guías de autoaprendizaje.",  # h5
        "Los bachilleratos a distancia por radio llegan a veinte mil adultos.",
        "La capacitación docente en cascada pierde calidad; el acompañamiento en el aula rinde más.",
        "Los huracanes Eta e Iota destruyeron 400 escuelas: hacen falta edificios resistentes.",
        "El director evalúa, pero el sindicato pide criterios claros: el escalafón se negoció en 2014.",
        "Las raíces del abandono: migración a EE.UU., pobreza, embarazo adolescente.",  # h10
    ),
    "angola": (
        "Os agentes comunitários distribuem redes mosquiteiras; a malária desceu 40 % nos municípios abrangidos.",
        "As parteiras tradicionais acompanham as grávidas até à maternidade; os partos institucionais duplicaram.",
        "A direcção provincial projectou três centros de saúde; o facto de haver electricidade mudou tudo.",
        "Médicos cubanos formaram enfermeiros; médicos moçambicanos trocaram experiências.",
        "As farmácias comunitárias vendem medicamentos genéricos; a rotura de stocks diminuiu.",  # a5
        "O orçamento participativo da saúde: cidadãos e cidadãs votam em dezembro.",
        "Raiva: doze mil cães vacinados; os órgãos locais pagam metade.",
        "O registo de nascimentos nos hospitais dá cédulas aos recém-nascidos no próprio dia.",
        "As bicicletas-ambulância chegam às aldeias; custam 350 dólares.",
        "O chafariz gerido pela comunidade é mais fiável do que o camião-cisterna.",  # a10
    ),
    "brazil": (
        "Os comitês de bacia reúnem usuários, prefeituras e universidades; a cobrança pelo uso da água financia obras.",
        "A dessalinização no semiárido usa energia solar; os rejeitos criam tilápias.",
        "Portugal e Espanha partilham rios; a convenção de Albufeira fixa caudais mínimos.",
        "O reúso de efluentes irriga capim; os agrônomos medem nitratos.",
        "As barragens subterrâneas custam R$ 15 mil e duram vinte anos.",  # b5
        "Os irrigantes trocam turnos por telefone; o desperdício caiu 22%.",
        "A seca de 2012-2017 ensinou a racionar: hospitais e escolas primeiro.",
        "Mulheres pescadoras monitoram açudes; o projeto paga bolsas.",
        "O esgoto condominial barateia a rede: menos tubos, mais adesão dos moradores.",
        "A lei nº 9.433 de 1997 definiu a água como bem público.",  # b10
    ),
}
PREFIX = {
    "kenya": "k",
    "vietnam": "v",
    "morocco": "m",
    "quebec": "c",
    "peru": "p",
    "honduras": "h",
    "angola": "a",
    "brazil": "b",
}
EVENTS = {  # the day, city, country, theme, funders, organizers
    "kenya": ("2016-11-08", "Kisumu", "KE", "water", "Danida", "Ministry of Water"),
    "vietnam": ("2018-05-21", "Hanoi", "VN", "insurance", "World Bank; Global Fund", ""),
    "morocco": ("2015-03-17", "Meknès", "MA", "farming", "AFD", ""),
    "quebec": ("2013-09-30", "Montréal", "CA", "education", "", "UNESCO"),
    "peru": ("2012-08-14", "Arequipa", "PE", "tax", "", "SUNAT"),
    "honduras": ("2017-05-03", "Tegucigalpa", "HN", "rural-schools", "BID", ""),
    "angola": ("2014-02-24", "Huambo", "AO", "health", "USAID; Fundo, Saúde e Água", ""),
    "brazil": ("2019-07-15", "Fortaleza", "BR", "basins", "Banco Mundial", ""),
}
VOCABULARY = Vocabulary(
    themes=(
        Theme("water", {"en": "Water", "es": "Agua", "pt": "Água", "fr": "Eau"}),
        Theme(
            "basins",
            {"en": "River basins", "es": "Cuencas", "pt": "Bacias hidrográficas", "fr": "Bassins versants"},
            broader="water",
        ),
        Theme("health", {"en": "Health", "es": "Salud", "pt": "Saúde", "fr": "Santé"}),
        Theme("insurance", {"en": "Health insurance", "es": "Seguro de salud"}, broader="health"),
        Theme("farming", {"en": "Farming", "es": "Agricultura", "pt": "Agricultura", "fr": "Agriculture"}),
        Theme("education", {"en": "Education", "es": "Educación", "pt": "Educação", "fr": "Éducation"}),
        Theme("rural-schools", {"en": "Rural schools", "es": "Escuelas rurales"}, broader="education"),
        Theme("tax", {"en": "Taxation", "es": "Tributación", "pt": "Tributação", "fr": "Fiscalité"}),
    ),
    synonyms=(
        ("VAT", "IVA", "TVA"),
        ("school meal", "merienda escolar", "merenda escolar", "cantine scolaire"),
        ("community health worker", "agente comunitário", "agent de santé communautaire"),
    ),
    organizations=(
        Organization(("World Bank", "Banco Mundial", "Banque mondiale")),
        Organization(("Inter-American Development Bank", "IDB", "BID", "Banco Interamericano de Desarrollo")),
        Organization(("Agence française de développement", "AFD", "French Development Agency")),
        Organization(("Danish International Development Agency", "Danida")),
    ),
    regions=(
        Region("ecowas", ("ECOWAS", "CEDEAO"), ("SN", "ML", "NG"), shares=True),
        Region("maghreb", ("Maghreb", "Magreb", "Magrebe"), ("MA", "TN", "DZ")),
    ),
    picks=(Pick(("water meter", "medidor de agua", "compteur d’eau"), ("kenya/h1",)), Pick(("dropouts",), ("quebec",))),
    separate_words=(("tax", "taxi"),),
)


def workshops() -> list[Workshop]:
    """Return two workshops a language."""
    return [event_workshop(slug, TITLES[slug], LESSONS[slug], LANGUAGES[slug], *EVENTS[slug]) for slug in EVENTS]
