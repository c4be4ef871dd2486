"""Stemming: Snowball's stemmers, helped by rules and reviewed tables where policy texts need them.

A folded word becomes a stem in four steps. The tables are in ``word_forms/``, with their sources.

1. *Spelling*: British becomes American, Portuguese before the reform of 1990 becomes Portuguese after it.
2. *Irregular forms* become their base: women, criteria, travaux.
3. *Families* of words that Snowball would join with others (important, imports) have a term of their own.
4. *Endings*: what Snowball leaves apart (luz, luces; actif, active) is made alike, then Snowball stems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from threading import Lock

from Stemmer import Stemmer

from policysearch.text.folding import fold
from policysearch.text.french_forms import french_base
from policysearch.text.word_forms import families, pairs, word_set

_SNOWBALL = {"en": "english", "es": "spanish", "pt": "portuguese", "fr": "french"}
_STEMMERS = {language: Stemmer(name, 0) for language, name in _SNOWBALL.items()}
_LOCK = Lock()  # a stemmer has a buffer

_CONSONANT = "[bcdfghjklmnpqrstvwxyz]"
Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*rules: tuple[str, str]) -> Rules:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


# Beginnings of words that double an r (in Portuguese an s too) where there was a hyphen: antirrobo, minissaia.
_BEFORE_R = (
    "agro|anti|arqui|auto|bio|contra|eco|eletro|electro|extra|foto|geo|hidro|infra|intra|macro|micro|mini|multi|neo"
    "|pluri|proto|pseudo|psico|radio|semi|sobre|socio|supra|tele|termo|ultra|video"
)
# British -ise and -yse; words such as "promise", "exercise", "advise" end in other letters.
_SPELLING: Mapping[str, Rules] = {
    "en": _rules(
        (
            r"(?<=.{2})((?<!pr)[aeiouy][lrnvmtdcgs]|r[dnmg]|ll|gn|ph|pt|th)is(e|ed|es|er|ers|ing|ation|ations|ational|able)$",
            r"\1iz\2",
        ),
        (r"(?<=.)(al|ct|ol)ys(e|ed|er|ers|ing)$", r"\1yz\2"),
    ),
    # Doubles that the Spanish academies accept (Ortografía de la lengua española, 2010, I.5): psicología and sicología,
    # postguerra, substancia, obscuro, septiembre, transporte; auto-retrato is autorretrato.
    "es": _rules(
        (r"^ps(?=i(?:co|qui))", "s"),
        (r"^post(?=[bcdfgjlmnpqtvz])", "pos"),
        (r"^subs(?=t|cri)", "sus"),
        (r"^obscur", "oscur"),
        (r"^septiembre$", "setiembre"),
        (r"^trans(?=[bcdfglmnpqtv])", "tras"),
        (rf"^({_BEFORE_R})rr(?=[aeiou])", r"\1r"),
    ),
    # The silent c and p before the reform: acção, actividade, eléctrico, óptimo, adopção. The list keeps those that
    # are spoken and tell words apart: pacto, apto, captar, rapto, septo.
    "pt": _rules(
        (rf"^({_BEFORE_R})(?:r(?=r[aeiou])|s(?=s[aeiou]))", r"\1"),  # auto-retrato before it, autorretrato after it
        (r"(?<=[aeiou])c(?=c[aio])", ""),
        (r"(?<=[aeiou])c(?=t(?:[aeiou]|r[aeiou]))(?!tu(?:ra|ar)?s?$)", ""),
        (r"(?<=[eo])p(?=c(?:ao|oes))", ""),
        (r"(?<=[aeo])p(?=t(?:im|a[rdmvc]|ad|ism|iz|ic|o$|os$|u))", ""),
    ),
}
_NOT_RESPELLED = {
    "en": re.compile(
        r"(?:advert|improv|surm|dem|prem|prom|comprom|ar|par|rev|dev|superv|telev|adv|tom|prec|conc|exc|inc|treat|parad)is"
    ),
    "es": re.compile(r"transcend"),
    "pt": re.compile(r"pact|apt|capt|rapt|sept|lact|fict|tact|intelect|recto|dict|rept|script|abrupt|corrupt|compact"),
}

# Spanish verbs in -iar and adjectives in -io: estudia has no accent, economía has.
_UNACCENTED_IA = (
    "(?:acaric|aliv|aprec|armen|asoc|benefic|bosn|camb|contag|desperdic|desprec|elog|eston|estud|iber|incend|indones|inic"
    "|intermed|lib|namib|negoc|nov|prem|propic|ser|serb|sir)"
)
# Endings that are made alike before Snowball sees them, on the folded form. Among them are the accents that Snowball's
# suffixes need, so that a word typed without them stems alike.
_ENDINGS: Mapping[str, Rules] = {
    "en": _rules(
        (r"(?<=..)women$", "woman"),
        (r"(?<=..s)men$", "man"),
        (r"(^[^aeiou]{2,}[aeiou])s$", r"\1"),
        (r"(?<=.{3})(ment|tion|sion|gion)al(?:s|ly|ism|ist|ists)?$", r"\1"),
        (r"^econom(?:y|ies|ic|ics|ical|ically|ist|ists)$", "econom"),
    ),
    "es": _rules(
        (r"(?<=..[nl]|and|[rn][gq]u)esas?$", "es"),  # japonesa, holandesa, dinamarquesa
        (r"^(industri|provinci)al(?:es)?$", r"\1a"),
        (r"^(comerci|territori|ministeri)al(?:es)?$", r"\1o"),
        (r"^(municip)al(?:es)?$", r"\1io"),
        (r"^(sector)i?al(?:es)?$", r"\1"),
        (r"(?<=.{3})ri?al(?:es)?$", "ral"),
        (r"^(empres)aral$", r"\1a"),
        (r"(ambient)al(?:es)?$", r"\1e"),
        (r"^(financi)al(?:es)?$", r"\1e"),
        (r"(?<=.{2}[cdfghjklmnpqrtvz]u)s$", ""),
        (r"(?<=.{2})([cs]ion|gion)al(?:es)?$", r"\1"),
        (r"(?<=.{3})mental(?:es)?$", "mento"),
        (r"(?<=[aeiou]..)eses$", "es"),
        (rf"(?<=[aeiou]{_CONSONANT}{_CONSONANT}e)s$", ""),
        (rf"(?<=[aeiou]{_CONSONANT})es$", ""),
        (rf"^([aeiou]{_CONSONANT}+[aeou])s$", r"\1"),
        (r"(?<=..)(osa|ea|oa|erno|isimo)s$", r"\1"),
        (r"(?<=.{3}i)era(s?)$", r"ero\1"),
        (r"(?<!aud)([ai]tori|(?<=..)utori)a(s?)$", r"\1o\2"),
        (r"([aeiou]nim|e[cs]im)os$", r"\1o"),  # no verbs: anónimos, centésimos
        (r"oide(s?)$", "oid"),
        (r"([bcdfgjklmpqrtvw]|^[^aeiou]{2,}e)s$", r"\1"),
        (r"(?<=[aeiou])z$", "c"),
        (r"(?<=[aeioun])duje(?=r|s)", "ducie"),
        (r"(?<=[aeioun])dujo$", "duce"),
        (r"(?<=.{2}[aeiou])zc(?=[ao](?:n|s|mos)?$)", "c"),
        (r"cion$", "ción"),
        (rf"^(?!{_UNACCENTED_IA}ias?$)(.*)(?<!nc)(?<!ar)ia(s?)$", r"\1ía\2"),
    ),
    "pt": _rules(
        (r"(?<=..[nl]|.[nl]h|and|[rn][gq]u)esas?$", "es"),
        (r"^(empres)aria(?:l|is)$", r"\1a"),
        (r"^ambienta(?:l|is)$", "ambiente"),
        (r"^(municip)a(?:l|is)$", r"\1io"),
        (r"^(provinci)a(?:l|is)$", r"\1a"),
        (r"^(institu|constitu)ciona(?:l|is)$", r"\1icao"),
        (r"(?<=.{2})ciona(?:l|is)$", "cao"),
        (r"(?<=..t)eses$", "ese"),
        (r"(?<=..)eses$", "es"),
        (r"(?<=..)aria(s?)$", r"ario\1"),
        (r"(?<!aud)([ai]tori|(?<=..)utori)a(s?)$", r"\1o\2"),
        (r"((?:[aeiou]n|ss|git|es|est|ec)im)os$", r"\1o"),  # no verbs: anónimos, ilegítimos, centésimos
        (rf"^([aeiou]{_CONSONANT}+[aeou])s$", r"\1"),
        (r"(?<=.{2}[ae]u)s$", ""),
        (r"(?<=.{2})([sg])iona(?:l|is)$", r"\1iao"),
        (r"(?<=.{3})menta(?:l|is)$", "mento"),
        (r"([bcdfgjklmpqrtvw]|^[^aeiou]{2,}e)s$", r"\1"),
        (r"^paises$", "pais"),
        (r"^(.*[lr]e|r?e|le)is$", r"\1i"),
        (r"(?:oes|aes|aos)$", "ao"),
        (r"(?<=.)(?<!^l)(?<!^r)eis$", "el"),
        (r"^(?!hero|depo)(.{2,}[aou])is$", r"\1l"),
        (r"^(?!lap|ten|grat|oas)(.*[bcdfghjlmnprstvz])is$", r"\1il"),
        (r"(?<=..)il$", "el"),
        (r"ns$", "m"),
        (r"cao$", "ção"),
        (r"encia(s?)$", r"ência\1"),
        (r"avel$", "ável"),
        (r"ivel$", "ível"),
    ),
    "fr": _rules(
        (r"(?<=.{2})([sct]ion)nel(?:le)?s?$", r"\1"),
        (r"(?<=..)finance(?:s|nt)?$", "financer"),
        (r"(?<=.{2})(g?ion)(?:al|ale|ales|aux)$", r"\1"),
        (r"(?<=.{3})ment(?:al|ale|ales|aux)$", "ment"),
        (r"trices?$", "teur"),
        (r"(?<=.{2})ifs?$", "ive"),
        # Third persons plural, where no noun or adjective ends so (content, résident): vaccinent, exportent.
        (
            r"(?<=..)(is|us|os|ifi|(?<!i)ss|tt|nn|ch|[crsp]t|rn|gn|[nr]d|[tb]r|[bpgc]l|[cbrsdlpg]in|[ou]r|iv|[rp]ouv)ent$",
            r"\1er",
        ),
        (r"(?<=..)(ut|it|[ae]nt|ill|[uio]r|[aeio]v|[nr]s|[nr]c|an?g|[irs]qu|[ai]lu|[it]bu|itu|ngu)ent$", r"\1er"),
        (r"^cre(?:er|e|es|ee|ees|ent|ation|ations|ateur|ateurs|ant)$", "cre"),
        (r"ees?$", "e"),
        (r"ite(s?)$", r"ité\1"),
        (r"ieres?$", "ier"),
        (r"(?<=..ch)eres?$|(?<=..g)eres?$", "er"),
        (r"(?<=.{3})oises?$", "ois"),
        (r"(?<=.)(f|(?<!ta)bl|(?<!tem)pl|tud|soc|prec|merc|goc)ier$", r"\1ie"),
        (r"(?<=[iuo])([iuo])s$", r"\1"),
    ),
}
_FRENCH_PLURAL = re.compile(  # -ois and -ais are mostly endings of their own: suédois, finlandais
    r"(?<=[^aeiou][aiou])s$|(?<=[aeou]u)s$|(?<=ui)s$|(?<=[bcdfgklmnpqrtv])s$"
    r"|(?<=^loi|^roi|^foi)s$|(?<=mploi|ctroi|urnoi|balai|delai)s$|(?<=nvoi|ssai|quai|vrai)s$"
)


def stems(words: Sequence[str], language: str) -> list[str]:
    """Return the stem of each of the folded ``words``, folded; the word itself where ``language`` has no stemmer."""
    result = [*words]
    if language not in _STEMMERS:
        return result
    family_of, regular = _family_of(language), []
    for index, word in enumerate(words):
        if word.isdigit():
            continue
        base = _base(word, language)
        family = family_of(base) or (family_of(word) if base != word else "")
        result[index] = family or base
        if not family:
            regular.append(index)
    restored = [_with_common_ending(result[index], language) for index in regular]
    with _LOCK:
        stemmed = _STEMMERS[language].stemWords(restored)
    for index, stem in zip(regular, stemmed, strict=True):
        result[index] = (stem if stem.isascii() else fold(stem)) or result[index]
    return result


def _base(word: str, language: str) -> str:
    """Return ``word`` in the spelling that all its spellings share, and an irregular form as its base."""
    word = _irregular(language).get(word, word)
    word = _spelling(language).get(word, word)
    if language in _SPELLING and not _NOT_RESPELLED[language].match(word):
        word = _rewritten(word, _SPELLING[language])
    word = _irregular(language).get(word, word)
    return french_base(word) if language == "fr" else word


def _with_common_ending(word: str, language: str) -> str:
    if language == "fr" and word not in _final_s() and len(word) > 3:
        word = _FRENCH_PLURAL.sub("", word)
    return _rewritten(word, _ENDINGS[language])


def _rewritten(word: str, rules: Rules) -> str:
    """Return ``word`` after all rules. Most match nothing, and a search without a replacement takes half the time."""
    for pattern, replacement in rules:
        if pattern.search(word):
            word = pattern.sub(replacement, word)
    return word


@cache
def _spelling(language: str) -> Mapping[str, str]:
    return pairs(f"{language}_spelling")


@cache
def _irregular(language: str) -> Mapping[str, str]:
    return pairs(f"{language}_irregular")


@cache
def _final_s() -> frozenset[str]:
    return word_set("fr_final_s")


@cache
def _family_of(language: str) -> Callable[[str], str]:
    """Return the function that gives the family of a word or its plural, marked by its first word; or an empty text."""
    by_word, by_prefix = families(f"{language}_apart")

    def family_of(word: str) -> str:
        family = by_word.get(word) or (by_word.get(word[:-1]) if word.endswith("s") else "")
        return family or next((by_prefix[p] for p in by_prefix if word.startswith(p)), "")

    return family_of
