"""What stands around a country's name and makes it something else: an institution, money, a person, another place."""

from __future__ import annotations

import re

from policysearch.vocabulary.countries import names_of

CONTEXT = 70  # characters on each side that are looked at

# Words in front of a country's name, and behind it, that make it part of an institution's name.
_INSTITUTION_OF = re.compile(
    r"(?:\b(?:University|Universidad|Universidade|Université|Bank|Banco|Banque|Mission|Misión|Embassy|Embajada|Ambassade|Embaixada"
    r"|Chamber|Cámara|Câmara|College|Institute|Instituto|Center|Centre|Centro)\b[^.;,()]{0,40}"
    r"\b(?:of|de|du|da|do|del|d[’'])\s*(?:the\s+|la\s+|los\s+|las\s+|le\s+|les\s+)?)$"
)
# The last words of that pattern, looked for first.
_JOINING_WORDS = ("of", "de", "du", "da", "do", "del", "d’", "d'", "the", "la", "los", "las", "le", "les")
_INSTITUTION_BEFORE = re.compile(  # Agence française de développement, Banco chileno de Fomento
    r"\b(?:Agence|Agencia|Agência|Banque|Banco|Institut|Instituto|Fondation|Fundación|Fundação|Chambre|Cámara|Câmara"
    r"|Société|Sociedad|Sociedade|Association|Asociación|Associação|Croix-Rouge|Cruz Roja|Cruz Vermelha)\s$"
)
_INSTITUTION = re.compile(
    r"^(?:['’]s)?\s+(?:Mission\b|Embassy\b|Agency\b|Department\b|Small Business Administration\b|Congress\b"
    r"|(?:[A-Z][\w-]+\s+){0,3}(?:Agency|Administration|Bank|Association|Institute|Foundation|University|Council"
    r"|Ministry|Chamber|College|Federation)\b)"
)

_MONEY = re.compile(
    r"\s?\$|\s?[-–]?\s?(?:dollars?|dólar(?:es)?|pesos?|cents?|pounds?|francs?|rupees?|shillings?|reais|rand|rials?|riyals?|yuan|yen"
    r"|kron(?:a|er|or)|dinars?|dirhams?|lira|soles|quetzals?|lempiras?|guaran[ií]es|baht|naira|cedis?|birr|kwacha)\b"
)
_MONEY_OF = re.compile(  # dólares canadienses, dollars américains; of a country: pesos de México
    r"\b(?:dólar(?:es)?|dollars?|pesos|reais|francos|francs|libras|livres|rupias|roupies|coronas|couronnes|coroas|reales|soles"
    r"|dinares|dinars|dirhams|chelines|shillings|yuan(?:es|s)?|yenes|yens)\s(?:(?:de|du|do|da|des|dos)\s)?$"
)
_AMOUNT = re.compile(r"(?:\d|\bmil|\bmillones de|\bmillions? de|\bmilhões de)\s$")  # 5 bolivianos
_OTHER_PLACE_BEFORE = re.compile(
    r"\b(?:New|Nuev[oa]s?|Nov[oa]|Nouveau|Nouvelle|Little|[Ss]trait of|[Gg]ulf of|[Gg]olfo de|[Gg]olfo do|[Gg]olfe du"
    r"|[Rr]ío|[Rr]io|[Rr]iver|[Ff]leuve|[Rr]ivière|[Ll]ake|[Ll]ago|[Ll]ac|[Oo]céan|Air|Radio"
    r"|[Cc]réole|[Cc]riollo|[Cc]rioulo)[\s-](?:the\s)?$"
)
_NOT_OF_INDIA = re.compile(r"\b(?:American|Native|West|East)\s$")
_OTHER_PLACE_BEHIND = re.compile(r"\s(?:River|Delta|Valley|Ocean|Columbia|Hat|hats?|Creole|[Rr]eservations?)\b")
_STATE_OF = re.compile(r"\b(?:[Ss]tate|[Ee]stado|[Éé]tat) (?:of|de|da|do) $")  # of the United States, of Mexico
_FEDERAL_STATES = ("Georgia", "México", "Mexico")
_US_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Idaho|Illinois|Indiana|Iowa"
    "|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska"
    "|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon"
    "|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin"
    "|Wyoming"
)
_IN_A_US_STATE = re.compile(rf"(?:\sCity)?,\s(?:{_US_STATES})\b")  # Peru, Indiana; Panama City, Florida
_CITY_OF_GEORGIA = re.compile(
    r"\b(?:Atlanta|Athens|Augusta|Columbus|Macon|Savannah|Albany|Marietta|Decatur|Valdosta|Roswell|Gainesville"
    r"|Brunswick|Rome)\s?[,(]\s?$"
)
_IN_THE_US = re.compile(
    r"\s?[,(]\s?(?:USA|U\.S\.|US\b|United States|EE\.?\s?UU|Estados Unidos|États-Unis)|\s(?:Tech|State)\b"
)
# Towns that are called as countries are in some language, and the countries that they are in.
_TOWN_IN = re.compile(r"\s?(?:[,(]|,?\s(?:en|in|em|dans)\s)\s?(?:(?:en|in|em|au|no)\s)?(\w+)")
_TOWN_COUNTRIES = {"GD": ("ES", "NI", "CO"), "SV": ("BR",)}

# Names of persons that are countries too; what follows such a given name, or stands before such a surname.
_GIVEN_NAMES = frozenset(
    "Maurice Chad Jordan Georgia Dominique Israel Kenya India Malta Cuba Salvador Trinidad Guadalupe".split()
)
_SURNAMES = frozenset(
    "Jordan Holland Ireland England Israel Chad Cuba France Malta Wales España Portugal Francia Brasil".split()
)
_SURNAME_BEHIND = re.compile(r"(?:\s[A-Z]\.)?\s[A-ZÀ-Þ][a-zà-ÿ’'-]+(?:[A-ZÀ-Þ][a-zà-ÿ]+)?(?![\w&])")
_NO_SURNAME = re.compile(
    r"\s(?:Republic|State|Tobago|Government|Ministry|Minister|River|Valley|Basin|Export|Innovation|Investment|Trade|Vision"
    r"|Compete|Loan|Enterprise|Chamber|Development|Central|National|Business|Small|Industry|Strategy|Tourism)"
)
_TITLE_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Dra|Sr|Sra|Prof|Professor|Senator|President|Mme|Mlle|Sir|Lady|Doctor|Señor|Señora)\.?\s$"
)
_GIVEN_NAME_BEFORE = re.compile(
    r"\b(?:Adam|Alan|Alex|Alice|Amy|Ana|Andrew|Anna|Anne|Anthony|Arthur|Barbara|Ben|Bob|Brian|Carlos|Caroline|Charles"
    r"|Chris|Claire|Daniel|David|Diana|Donald|Edward|Elena|Elizabeth|Emily|Emma|Eric|Frank|Gary|George|Grace|Hannah"
    r"|Helen|Henry|Jack|James|Jane|Jean|Jennifer|Jessica|Jim|Joan|Joe|John|José|Joseph|Juan|Julia|Karen|Kate|Kathy"
    r"|Kevin|Kim|Laura|Linda|Lisa|Louis|Lucy|Luis|Luke|Marc|Marco|Maria|María|Marie|Mark|Martin|Mary|Matt|Michael"
    r"|Michel|Mike|Nancy|Neil|Nick|Nicole|Olivia|Pat|Patrick|Paul|Paula|Pedro|Peter|Philip|Pierre|Rachel|Richard|Robert"
    r"|Roger|Rosa|Ruth|Sam|Samuel|Sandra|Sara|Sarah|Scott|Simon|Sophie|Stephen|Steve|Susan|Thomas|Tim|Tom|Tony|Vernon"
    r"|Victor|Wayne|William|Lynndie|Merv|Barbara Ann"
    r"|Alejandro|Andrés|Antonio|António|Antônio|Beatriz|Carmen|Catarina|Claudia|Diego|Eduardo|Fernando|Francisco|François"
    r"|Gabriela?|Gloria|Ignacio|Inês|Isabel|Jacques|Javier|Joana|João|Jorge|Lucía|Manuel|Mariana|Marta|Miguel|Nicolas"
    r"|Pablo|Patricia|Paulo|Rafael|Ramón|Ricardo|Roberto|Rui|Sergio|Silvia|Sofía|Teresa|Tiago)(?:\s[A-Z]\.)?\s$"
)

# The island of Réunion, and not a meeting: named as an island, or within a sentence and followed by no other word.
_AN_ISLAND = re.compile(r"\b(?:isla|islas|ilha|île|Isla|Ilha|Île|island)(?:\s(?:de|da|of))?(?:\s[Ll]a)?\s$")
_ISLAND_BEHIND = re.compile(r"\s(?:[Ii]sland\b|\(Fran)")
_WITHIN_A_SENTENCE = re.compile(r"(?:\b[a-zà-ÿ]+|,)\s$")
_ENDS_A_NAME = re.compile(r"\s*(?:[.,;:)]|$)|\s(?:and|y|e|et|or|o|ou)\s")


def is_something_else(text: str, start: int, end: int, code: str) -> bool:
    """Return whether the country's name in ``text[start:end]`` is part of another name, of money, or no name."""
    preceding, mention, behind = text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT]
    return (
        _is_institution(preceding, behind)
        or _is_money(preceding, behind)
        or _is_other_place(preceding, mention, behind, code)
        or _is_person(preceding, mention, behind)
        or (code == "RE" and not _is_island(preceding, mention, behind))
    )


def _is_institution(preceding: str, behind: str) -> bool:
    if _INSTITUTION.match(behind) or _INSTITUTION_BEFORE.search(preceding):
        return True
    return preceding.rstrip().endswith(_JOINING_WORDS) and _INSTITUTION_OF.search(preceding) is not None


def _is_money(preceding: str, behind: str) -> bool:
    """Return whether it is a currency: "US$ 5 million", "US dollars", "5 bolivianos"."""
    return bool(_MONEY.match(behind) or _MONEY_OF.search(preceding) or _AMOUNT.search(preceding))


def _is_other_place(preceding: str, mention: str, behind: str, code: str) -> bool:
    if _OTHER_PLACE_BEFORE.search(preceding) or _OTHER_PLACE_BEHIND.match(behind) or _IN_A_US_STATE.match(behind):
        return True
    if mention in ("Indian", "Indians") and _NOT_OF_INDIA.search(preceding):
        return True
    if mention in _FEDERAL_STATES and _STATE_OF.search(preceding):
        return True
    if mention == "Georgia":
        return bool(_CITY_OF_GEORGIA.search(preceding) or _IN_THE_US.match(behind))
    town = _TOWN_IN.match(behind) if code in _TOWN_COUNTRIES else None
    return town is not None and any(town[1] in names_of(country) for country in _TOWN_COUNTRIES[code])


def _is_person(preceding: str, mention: str, behind: str) -> bool:
    """Return whether it is a person's name: "Chad Smith", "Michael Jordan", "Ms. Georgia"."""
    if mention in _GIVEN_NAMES and _SURNAME_BEHIND.match(behind) and not _NO_SURNAME.match(behind):
        return True
    if mention in _SURNAMES and _GIVEN_NAME_BEFORE.search(preceding):
        return True
    return mention in _GIVEN_NAMES | _SURNAMES and _TITLE_BEFORE.search(preceding) is not None


def _is_island(preceding: str, mention: str, behind: str) -> bool:
    if mention.startswith("La ") or _AN_ISLAND.search(preceding) or _ISLAND_BEHIND.match(behind):
        return _ENDS_A_NAME.match(behind) is not None or _ISLAND_BEHIND.match(behind) is not None
    return bool(_WITHIN_A_SENTENCE.search(preceding) and _ENDS_A_NAME.match(behind))
