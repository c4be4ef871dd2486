"""Who organized an event, with whom and with whose money, from phrases in four languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from policysearch.importers.detect.party_cues import ACTIVE, CUE, CUES, STOP, Role

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
_AND = re.compile(
    r"\s+(?:and|y|e|et|&)\s+(?:also\s+|(?:with|by|con|com|par|avec|por)\s+|pel[oa]s?\s+|d[eo]s?\s+(?=l[ao]s?\s)|del\s+)?",
    re.I,
)
_PAID = re.compile(r".*(?:fund|financ|sponsor|patrocin)", re.I)
_OPENING = 12  # characters that may stand before such a phrase at a beginning
_BY_MEANS = re.compile(r",\s*(?:a través de|through|por meio de|por intermedio de|par l['’]intermédiaire d).*", re.I)
_STARTS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚ])")
_WHEN = re.compile(
    r"^(?:on|from|in|during|between|del?|el|los|entre|en|em|nos?|du|le|les|au)\b[^,;.]{0,80}(?:,\s*)?\d{4},\s+", re.I
)


def find(text: str, known: Collection[str] = ()) -> Mapping[Role, tuple[str, ...]]:
    """The parties named in ``text`` by role. ``known`` are names of organizations that count as one each."""
    found: dict[Role, tuple[str, ...]] = {}
    cues = list(CUE.finditer(text))
    for number, cue in enumerate(cues):
        end = cues[number + 1].start() if number + 1 < len(cues) else len(text)
        words = _until_stop(text[cue.end() : end])
        role = _role(cue)
        found[role] = _merged(found.get(role, ()), split(words, known))
    for sentence in _STARTS.split(text):
        active = ACTIVE.match(_WHEN.sub("", sentence))
        if active and _ARTICLE.sub("", active["who"])[:1].isupper():
            names = split(CUE.split(active["who"])[0].strip(" ,"), known)
            if names and all(_is_body(name, known) for name in names):
                role = "funders" if _PAID.match(active["verb"]) else "organizers"
                found[role] = _merged(names, found.get(role, ()))
    return found


def named(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The names that a line under such a heading consists of; empty when it says something else."""
    if len(text) > 300 or CUE.search(text) or (text.rstrip().endswith((".", ":")) and len(text.split()) > 12):
        return ()
    return split(text, known)


def are_in(text: str) -> bool:
    """Whether ``text`` has such a phrase anywhere."""
    return bool(CUE.search(text[:2_000]))


def headed(heading: str) -> Role | None:
    """The role of those named under such a heading ("Organizers", "Con el apoyo de"); None for other headings."""
    words = heading.strip(" :|")
    cue = CUE.fullmatch(f"{words}:") or CUE.fullmatch(f"{words} ") if len(words) < 60 else None
    return _role(cue) if cue else None


def opens(text: str) -> bool:
    """Whether a sentence of ``text`` begins with such a phrase."""
    return any((cue := CUE.search(part[:200])) and cue.start() <= _OPENING for part in _STARTS.split(text))


def is_about(text: str) -> bool:
    """Whether ``text`` begins with such a phrase, so that nothing else needs to be kept of it."""
    cue = CUE.search(text[:500])
    return bool(cue and cue.start() <= _OPENING and not _SENTENCE.search(text[cue.end() :]))


def split(words: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The names in a list such as "the ASBDC, and the Regional SBDC of the University of Texas"."""
    names = {name.casefold() for name in known}
    pieces = [part for part in _outside_parentheses(words, ";") if part.strip()]
    if len(pieces) < 2:
        pieces = _join_commas(_outside_parentheses(words, ","), names)
    parts = [part for piece in pieces for part in _at_and(piece.strip(), names, len(pieces) > 1)]
    cleaned = (_tidy(part) for part in parts)
    return _merged((), (name for name in cleaned if _may_be_name(name)))


def _role(cue: re.Match[str]) -> Role:
    return next(role for role, _ in CUES if (cue.lastgroup or "").startswith(role))


def _may_be_name(name: str) -> bool:
    """Whether words can be a name: not too many, and with a capital unless it is one word."""
    count = len(name.split())
    capital = any(word[:1].isupper() for word in name.split()[:2])
    return len(name) > 1 and any(c.isalpha() for c in name) and (count == 1 or (capital and count <= 18))


def _until_stop(words: str) -> str:
    for stop in (STOP, _HELD_IN):
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
        whole = bool(_INSTITUTION.search(left)) and not _SUBJECTS.search(left) and bool(_ARTICLE.match(right))
        if _is_name_alone(left, known) or _stands_alone(right, known) or single or whole:
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


def _is_body(name: str, known: Collection[str]) -> bool:
    """Whether ``name`` is surely an institution's, known or so called."""
    return _stands_alone(name, known) or (name[:1].isupper() and bool(_INSTITUTION.search(name)))


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
    bare = _ARTICLE.sub("", _BY_MEANS.sub("", name).strip(' ,;:.|“”"»«?'), count=1).strip(" ,;:|")
    return bare + "." if re.search(r"\b(?:Inc|Ltd|S\.A|U\.S|Corp)$", bare) else bare


def _merged(names: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    merged = {name.casefold(): name for name in [*reversed([*names, *more])]}
    return tuple(reversed(merged.values()))
