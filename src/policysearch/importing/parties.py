"""Who organized an event, with whom and with whose money, from phrases in four languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

Role = Literal["organizers", "partners", "funders"]

_OF = r"(?:\s+(?:del|de las|de los|de la|de|das|dos|da|do|des|du|d['’]|from|of|by|provided by)(?:\s+|(?<=['’])))"
_BY = r"\s+(?:jointly\s+|conjuntamente\s+|conjointement\s+|em conjunto\s+)?(?:by|por|pela|pelo|pelas|pelos|par)\b"
_WITH = r"\s+(?:with|con|com|avec)\b"
_JOINT = (
    r"(?:close\s+|estrecha\s+|estreita\s+|étroite\s+)?(?:cooperation|collaboration|partnership|coordination"
    r"|conjunction|association|alliance"
    r"|cooperación|colaboración|coordinación|asociación|alianza|conjunto|conjunción"
    r"|cooperação|colaboração|coordenação|parceria|associação|coopération|partenariat|lien)"
)
_AID = (
    r"(?:(?:the|el|la|o|a|le|l['’]|generous|technical|valuable|técnico|técnica|technique)\s*)*"
    r"(?:support|collaboration|cooperation|assistance|sponsorship|auspices|co-?sponsorship"
    r"|apoyo|colaboración|cooperación|auspicio|auspicios|patrocinio|asistencia|apoio|colaboração|cooperação"
    r"|soutien|appui|concours|coopération|parrainage)(?:\s+(?:técnico|técnica|technical|technique))?"
)
_MONEY = (
    r"(?:(?:the|el|la|o|a|le|l['’]|des|some|generous)\s*)*"
    r"(?:funding|financing|funds|financial\s+(?:support|assistance|contribution)|a\s+grant|resources|economic\s+support"
    r"|financiamiento|financiación|fondos|recursos|apoyo\s+(?:financiero|económico)|aporte\s+(?:financiero|económico)"
    r"|financiamento|fundos|apoio\s+financeiro|financement|fonds|(?:soutien|appui|concours)\s+financier)"
)
_CUES: tuple[tuple[Role, str], ...] = (
    (
        "funders",
        rf"(?:(?:and|y|e|et)\s+)?(?:with|con|com|avec|thanks\s+to|gracias\s+a|graças\s+a|grâce\s+à|under"
        rf"|through)\s+{_MONEY}{_OF}",
    ),
    ("funders", rf"(?:financed|funded|financiad[oa]s?|financée?s?|sponsored|patrocinad[oa]s?|sponsorisée?s?){_BY}"),
    (
        "funders",
        r"(?:funders?|donors?|funding|funded by|financing|sponsors?|donantes?|financiamiento|financiación"
        r"|financiadores|patrocinadores|patrocinio|financiamento|doadores|patrocínio|bailleurs?(?: de fonds)?"
        r"|financement)\s*[:|]",
    ),
    (
        "partners",
        rf"(?:(?:organi[sz]ed|held|organizad[oa]s?|organisée?s?|and|y|e|et)\s+)?(?:in|en|em)\s+{_JOINT}{_WITH}",
    ),
    ("partners", rf"(?:organi[sz]ed\s+)(?:in\s+)?{_JOINT}{_WITH}"),
    (
        "partners",
        rf"(?:co-?(?:organi[sz]ed|hosted)|jointly|together|along|conjuntamente|junto|juntamente|conjointement"
        rf"|ensemble){_WITH}",
    ),
    ("partners", rf"(?:(?:and|y|e|et)\s+)?(?:with|con|com|avec)\s+{_AID}{_OF}"),
    ("partners", rf"(?:supported|apoyad[oa]s?|apoiad[oa]s?|auspiciad[oa]s?|soutenue?s?|appuyée?s?){_BY}"),
    (
        "partners",
        r"(?:partners?|apoyan?|auspician?|colaboran?|apoyo|apoio|apoiam?|partner (?:organi[sz]ations"
        r"|institutions)|in cooperation with|in collaboration with"
        r"|collaborators|socios|aliados|entidades aliadas|instituciones (?:socias|colaboradoras|participantes)"
        r"|colaboradores|parceiros|parcerias|partenaires?|con el apoyo de|en colaboración con)\s*[:|]",
    ),
    (
        "organizers",
        rf"(?:co-?)?(?:organi[sz]ed|convened|convoked|hosted|organizad[oa]s?|coorganizad[oa]s?|convocad[oa]s?"
        rf"|promovid[oa]s?|realizad[oa]s?|organisée?s?|convoquée?s?)(?:\s+(?:jointly|conjuntamente"
        rf"|conjointement))?{_BY}",
    ),
    (
        "organizers",
        r"(?:organi[sz]ers?|organi[sz]ing (?:institutions?|committee)|organi[sz]ed by|hosts?|convened by"
        r"|organizadore?s?|organizadora?s?|(?:instituciones|entidades|instituição"
        r"|instituições)\s+organizadoras?|organizan?|convocan?|organização|realização|organisateurs?"
        r"|organisatrices?)\s*[:|]",
    ),
)
_CUE = re.compile("|".join(rf"(?P<{role}{number}>(?<!\w){cue})" for number, (role, cue) in enumerate(_CUES)), re.I)
_ACTIVE = re.compile(
    r"^(?P<who>(?:the\s|la\s|el\s|los\s|las\s|o\s|a\s|le\s|l['’])?[A-ZÁÉÍÓÚ][^.;:]{2,250}?),?\s+"
    r"(?:co-?organi[sz]ed|organi[sz]ed"
    r"|convened|hosted|held|(?:co)?organiz(?:ó|aron|ou|aram)|realiz(?:ó|aron|ou|aram)|celebr(?:ó|aron)|convoc(?:ó|aron)"
    r"|(?:a|ont) organisé)\s+(?:the|a|an|this|el|la|un|una|este|esta|o|os|um|uma|le|l['’]|un|une)\s?"
    r"(?=(?:\S+\s){0,3}?(?:\S*\s)?"
    r"(?:workshop|seminar|dialogue|forum|conference|taller|seminario|di[aá]logo|foro|encuentro"
    r"|conferencia|curso|oficina|encontro"
    r"|semin[aá]rio|f[oó]rum|atelier|s[eé]minaire|colloque|conf[eé]rence))",
    re.I,
)
_STOP = re.compile(
    r"[.](?=\s+[A-ZÁÉÍÓÚÑ¿¡“\"])(?<!\b[A-Z][.])(?<!\b(?:St|Dr|Mr|Ms|No|Sr|Jr)[.])|[.]\s*$|\s[-–—]\s"
    r"|,?\s+\b(?:on\s+the\s+occasion|in\s+the\s+(?:framework|context|margins)|within\s+the"
    r"|with\s+the\s+(?:participation|aim|objective|purpose|goal|attendance)|with\s+(?:over|more|about|some"
    r"|representatives)|as\s+part|during|which|who|where|took\s+place|was|were|is|has|had|held|brought"
    r"|from\s+\d|on\s+\w+\s+\d|this|aims?|aimed|will|gathered|in\s+order|to\s+(?:discuss|promote|share|present"
    r"|exchange|strengthen|support)"
    r"|con\s+(?:ocasión|motivo|el\s+(?:objetivo|fin|propósito)|la\s+(?:participación|asistencia|presencia))"
    r"|en\s+(?:el\s+marco|ocasión|el\s+contexto)|durante|para\s+\w+(?:ar|er|ir)(?:se)?|que|quienes|donde"
    r"|se\s+\w+|los\s+días|el\s+día|el\s+\d|del\s+\d|fue|tuvo|reunió|y\s+(?:se|contó|reunió|tuvo)"
    r"|no\s+âmbito|por\s+ocasião|no\s+quadro|nos\s+dias|no\s+dia|com\s+(?:o\s+(?:objetivo|fim)"
    r"|a\s+participação)|foi|reuniu"
    r"|dans\s+le\s+cadre|à\s+l['’]occasion|afin|pour\s+\w+(?:er|ir|re)|avec\s+la\s+participation|qui|s['’]est"
    r"|les\s+\d|du\s+\d|le\s+\d|a\s+réuni|a\s+eu)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<!\b[A-Z])[.]\s+[A-ZÁÉÍÓÚ]\w+\s+\w+")
_HELD_IN = re.compile(
    r",?\s+(?:in|at|en|em|à)\s+(?:the\s+city\s+of\s+"
    r"|la\s+ciudad\s+de\s+)?[A-ZÁÉÍÓÚ][\w.]+(?:\s+[\w.]+){0,3},\s+[A-ZÁÉÍÓÚ]\w+"
)
_ARTICLE = re.compile(r"^(?:the|el|la|los|las|os|as|le|les|al|o|a)\s+|^l['’]", re.I)
_INSTITUTION = re.compile(
    r"\b(?:minist\w+|agenc\w+|bank|banco|banque|universi\w+|cent(?:er|re|ro)s?|secretar\w+|secrétariat"
    r"|chambers?|c[aá]maras?|câmara|chambre|association|associa\w+|asociaci\w+|institut\w+|commission"
    r"|comisi[oó]n|comissão|department|departamento|département|fund|fondo|fundo|fonds|foundation|fundaci[oó]n"
    r"|fundação|fondation|corpora\w+|governments?|gobiernos?|governo|gouvernement|mission|misi[oó]n|missão"
    r"|organi[sz]a\w+|organisation|council|consejo|conselho|conseil|office|oficina|inter-?american[oa]?"
    r"|united nations|naciones unidas|nações unidas|nations unies|world|mundial|european|europea|programme?"
    r"|programa|network|red|rede|réseau|federation|federaci[oó]n|confedera\w+|authority|autoridad"
    r"|administration|administraci[oó]n|company|community|comunidad|comunidade|delegation|delegaci[oó]n"
    r"|embass\w+|embajada|embaixada|college|school|escuela|society|sociedad|servicio|serviço|service|services"
    r"|alliance|alianza|union|uni[oó]n|municipal\w*|alcald[ií]a|direcci[oó]n|sub-?secretar\w+|promoci[oó]n"
    r"|sebrae|sistema|system|initiative|iniciativa|trust|board|junta|forum|foro|group|grupo|caucus|congress"
    r"|congreso)\b",
    re.I,
)
_ACRONYM = re.compile(r"^(?:[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑa-z0-9]*[-/&]?){1,3}$")
_SUBJECTS = re.compile(
    r"\b(?:minist\w+|secretar[ií]as?|department|departamento|institut\w+|agenc\w+|direcci[oó]n|chamber"
    r"|c[aá]mara|fund|fondo|office|commission|comisi[oó]n|council|consejo)\b.*\b(?:of|de|for|para|do|da"
    r"|d[eu]l?)\b",
    re.I,
)
_AND = re.compile(r"\s+(?:and|y|e|et|&)\s+(?:also\s+|with\s+|de\s+(?=l[ao]s?\s)|del\s+)?", re.I)


def find(text: str, known: Collection[str] = ()) -> Mapping[Role, tuple[str, ...]]:
    """The parties named in ``text`` by role. ``known`` are names of organizations that count as one each."""
    found: dict[Role, tuple[str, ...]] = {}
    cues = list(_CUE.finditer(text))
    for number, cue in enumerate(cues):
        end = cues[number + 1].start() if number + 1 < len(cues) else len(text)
        words = _until_stop(text[cue.end() : end])
        role: Role = next(r for key in [cue.lastgroup or ""] for r, _ in _CUES if key.startswith(r))
        found[role] = _merged(found.get(role, ()), split(words, known))
    active = _ACTIVE.match(text)
    if active and active["who"][0].isupper():
        names = split(_CUE.split(active["who"])[0].strip(" ,"), known)
        if names and all(_stands_alone(name, known) for name in names):
            found["organizers"] = _merged(names, found.get("organizers", ()))
    return found


def are_in(text: str) -> bool:
    """Whether ``text`` has such a phrase anywhere."""
    return bool(_CUE.search(text[:2_000]))


def is_about(text: str) -> bool:
    """Whether ``text`` begins with such a phrase, so that nothing else needs to be kept of it."""
    cue = _CUE.search(text[:500])
    return bool(cue and cue.start() <= 12 and not _SENTENCE.search(text[cue.end() :]))


def split(words: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The names in a list such as "the ASBDC, and the Regional SBDC of the University of Texas"."""
    names = {name.casefold() for name in known}
    pieces = [part for part in _outside_parentheses(words, ";") if part.strip()]
    if len(pieces) < 2:
        pieces = _join_commas(_outside_parentheses(words, ","), names)
    parts = [part for piece in pieces for part in _at_and(piece.strip(), names, len(pieces) > 1)]
    cleaned = (_tidy(part) for part in parts)
    return _merged((), (name for name in cleaned if _may_be_name(name)))


def _may_be_name(name: str) -> bool:
    """Whether words can be a name: not too many, and with a capital unless it is one word."""
    count = len(name.split())
    capital = any(word[:1].isupper() for word in name.split()[:2])
    return len(name) > 1 and any(c.isalpha() for c in name) and (count == 1 or (capital and count <= 18))


def _until_stop(words: str) -> str:
    for stop in (_STOP, _HELD_IN):
        match = stop.search(words)
        words = words[: match.start()] if match else words
    return re.sub(r"[\s,;]+(?:and|y|e|et|&)$", "", words.strip(" ,;:.|"))


def _outside_parentheses(words: str, separator: str) -> list[str]:
    depth, start, parts = 0, 0, []
    for place, character in enumerate(words):
        depth += (character == "(") - (character == ")")
        if character == separator and depth <= 0:
            parts.append(words[start:place])
            start = place + 1
    return [*parts, words[start:]]


def _join_commas(pieces: list[str], known: Collection[str]) -> list[str]:
    """Pieces between commas, "Ministry of Trade, Industry and Tourism" put together again."""
    joined: list[str] = []
    for piece in pieces:
        bare = re.sub(r"^\s*(?:and|y|e|et|&)\s+", "", piece)
        led = bare != piece
        if joined and not led and _SUBJECTS.search(joined[-1]) and not _stands_alone(bare.strip(), known):
            joined[-1] += f",{piece}"
        elif bare.strip():
            joined.append(bare)
    return joined


def _at_and(piece: str, known: Collection[str], listed: bool) -> list[str]:
    """``piece`` divided at those of its "and" that stand between names rather than within one."""
    if _tidy(piece).casefold() in known:
        return [piece]
    for match in _AND.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        if left.count("(") != left.count(")") or not left.strip():
            continue
        single = listed and len(left.split()) == 1 and len(right.split()) == 1 and not _SUBJECTS.search(left)
        if _is_name_alone(left, known) or _stands_alone(right, known) or single:
            return [left, *_at_and(right, known, listed)]
    return [piece]


def _is_name_alone(words: str, known: Collection[str]) -> bool:
    """Whether nothing can be missing at the end of ``words``: an acronym, a closing parenthesis, a known name."""
    name = _tidy(words)
    return (
        name.casefold() in known
        or words.rstrip().endswith(")")
        or (_ACRONYM.match(name) is not None and name.isupper())
    )


def _stands_alone(words: str, known: Collection[str]) -> bool:
    """Whether ``words`` begin with a name of their own, not with the second half of one."""
    name = _tidy(words)
    first = re.split(r"\s+(?:and|y|e|et)\s+|,", name)[0]
    if name.casefold() in known or first.casefold() in known or re.match(r"[A-ZÁÉÍÓÚÑ0-9]{2,}\b", first):
        return True
    has_article = name != words.strip()
    opening = " ".join(first.split()[: 6 if has_article else 3])
    return bool(_INSTITUTION.search(opening)) and first[:1].isupper()


def _tidy(name: str) -> str:
    bare = _ARTICLE.sub("", name.strip(' ,;:.|“”"»«'), count=1).strip(" ,;:|")
    return bare + "." if re.search(r"\b(?:Inc|Ltd|S\.A|U\.S|Corp)$", bare) else bare


def _merged(names: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    merged = {name.casefold(): name for name in [*reversed([*names, *more])]}
    return tuple(reversed(merged.values()))
