"""A list of bodies in running words -> their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from policysearch.importers.cue_files import Cues
from policysearch.vocabulary import country_code

_AND = (
    r"(?<!\s)\s+(?:{and}|&)\s+(?:{after_and+}|{before_article}\s+(?={article articles}\s)"
    r"|{of_the}\s*(?={institution}\s+{of_subject}\b))?"
)
_LEADING_AND = r"^\s*(?:{and}|&)\s+"
_ACRONYM = re.compile(r"^(?:[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑa-z0-9]*[-/&]?){1,3}$")
_CAPITALS = re.compile(r"[A-ZÁÉÍÓÚÑ0-9]{2,}\b")
_SLASH = re.compile(r"\s[/|]\s|\s·\s|\s•\s")
_PREPOSITION = r"^(?:{of_subject by}\s+(?:{article articles+})?|{of_the+})(?=[A-ZÁÉÍÓÚÂÊÔ])"
_FOOTNOTE = re.compile(r"\[\^?\w{1,3}\]\s*$")
_BEGINNINGS = tuple(slice(length) for length in (1, 2, 3))  # in words, where a country's name may stand
_ENDS = tuple(slice(-length, None) for length in (1, 2, 3))
_MAX_WORDS = 18
_MAX_SURE_WORDS = 14
_MAX_CHARACTERS = 1_000  # of a text that is divided into names, or of one name that is put together


def split(words: str, organizations: Collection[str], cues: Cues) -> tuple[str, ...]:
    """Return the names in a list such as "the ASBDC, and the Regional SBDC of the University of Texas".

    A name in ``organizations`` is never divided.
    """
    folded = {name.casefold() for name in organizations}
    pieces = [piece for piece in _outside_parentheses(_SLASH.sub(";", words), ";") if piece.strip()]
    if len(pieces) < 2:
        pieces = _join_commas(_outside_parentheses(words, ","), folded, cues)
    parts = [part for piece in pieces for part in _split_at_and(piece.strip(), folded, len(pieces) > 1, cues)]
    return merge(name for name in (_tidy(part, cues) for part in parts) if _may_be_name(name, cues))


def merge(*lists: Iterable[str]) -> tuple[str, ...]:
    """Return the names of all lists, each once whatever its capitals: written as first, in the order of the last."""
    by_name = {name.casefold(): name for name in reversed([name for names in lists for name in names])}
    return tuple(reversed(by_name.values()))


def is_body(name: str, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether ``name`` is surely an institution's: one of ``organizations``, or so called."""
    return _stands_alone(name, organizations, cues) or (name[:1].isupper() and _is_institution(name, cues))


def is_doubtful(name: str, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether ``name`` may be several bodies, or none."""
    if name.casefold() in {organization.casefold() for organization in organizations}:
        return False
    parts = [part for part in cues.pattern(_AND).split(name) if part]
    are_bodies = len(parts) > 1 and all(is_body(part, organizations, cues) for part in parts)
    are_countries = any(country_code(part) for part in (name, *parts[:1]))
    is_none = name[:1].islower() and not any(map(str.isupper, name))
    are_names = len(parts) > 1 and all(map(is_proper_name, parts)) and not _is_one_name(parts, organizations, cues)
    tells_subject = cues.pattern(r"\b{institution}\b.*\s{for_subject}\s").search(parts[0]) if parts else None
    is_last_subject = len(parts) > 1 and _is_last_subject(parts[0], parts[-1], cues)
    if is_last_subject or (len(parts) > 1 and tells_subject and not _is_institution(parts[-1], cues)):
        return len(name.split()) > _MAX_SURE_WORDS  # "Centre for Renewable Energy and Energy Efficiency"
    goes_on = len(parts) > 1 and not _has_subjects(parts[0], cues) and is_proper_name(_tidy(parts[-1], cues))
    are_names = are_names or (goes_on and _is_institution(parts[0], cues) and not _is_institution(parts[-1], cues))
    return are_bodies or are_names or are_countries or is_none or len(name.split()) > _MAX_SURE_WORDS


def _is_one_name(parts: list[str], organizations: Collection[str], cues: Cues) -> bool:
    """Return whether "X and Y" is surely one body: "Barbados Investment and Development Corporation"."""
    first, *_rest, last = parts
    is_second_half = _is_institution(last, cues) and _opens_late(last, organizations, cues)
    return is_second_half and not _is_institution(first, cues) and not (_has_country(first) and _has_country(last))


def _has_country(name: str, places: Iterable[slice] = (*_BEGINNINGS, *_ENDS)) -> bool:
    """Return whether a name of several words has a country's in one of ``places``: at its beginning or its end."""
    words = name.split()
    return any(len(words[place]) < len(words) and country_code(" ".join(words[place])) for place in places)


def is_proper_name(words: str) -> bool:
    """Return whether each of several words begins with a capital: "Export Saint Lucia"."""
    return len(words.split()) > 1 and all(word[:1].isupper() for word in words.split())


def without_article(words: str, cues: Cues) -> str:
    """Return ``words`` without an article at their beginning."""
    return cues.pattern("^{article articles+}").sub("", words, count=1)


def _may_be_name(name: str, cues: Cues) -> bool:
    """Return whether words can be a name: not too many, and with a capital unless it is one word.

    A ministry's first word may be small: "ministère de l'Industrie".
    """
    words = name.split()
    has_capital = any(word[:1].isupper() for word in words[:2]) or (
        cues.pattern(r"{ministry}\b").match(name) is not None and any(map(str.isupper, name))
    )
    return (
        len(name) > 1
        and any(map(str.isalpha, name))
        and (len(words) == 1 or (has_capital and len(words) <= _MAX_WORDS))
    )


def _outside_parentheses(words: str, separator: str) -> list[str]:
    """Return ``words`` divided at the separators that stand in no parentheses."""
    depth, start, parts = 0, 0, []
    for index, character in enumerate(words):
        depth += (character == "(") - (character == ")")
        if character == separator and depth <= 0:
            parts.append(words[start:index])
            start = index + 1
    return [*parts, words[start:]]


def _join_commas(pieces: list[str], organizations: Collection[str], cues: Cues) -> list[str]:
    """Return pieces between commas, "Ministry of Trade, Industry and Tourism" put together again."""
    joined: list[str] = []
    for piece in pieces:
        name = cues.pattern(_LEADING_AND, re.NOFLAG).sub("", piece)
        may_go_on = joined and name == piece and len(joined[-1]) < _MAX_CHARACTERS
        if may_go_on and _is_end_of_company(joined[-1], name, cues):
            joined[-1] += f",{piece}"
            continue
        goes_on = may_go_on and _has_subjects(joined[-1], cues)
        if goes_on and not _stands_alone(name.strip(), organizations, cues):
            joined[-1] += f",{piece}"
        elif name.strip():
            joined.append(name)
    return joined


def _is_end_of_company(name: str, piece: str, cues: Cues) -> bool:
    """Return whether ``piece`` after a comma ends a company's name: "Smith, Jones & Co.", "Acme, Inc."."""
    is_ending = cues.pattern(r"\s*{name_end}[.]?(?=\s+{and}\s|\s*$)", re.NOFLAG).match(piece)
    is_partner = cues.pattern(r"\s*\w+\s+(?:{and}|&)\s+{company_end}[.]?(?=\s+{and}\s|\s*$)").match(piece)
    is_surname = cues.pattern(r"(?:^|(?<!\s)\s+{and}\s+)\w+$").search(name)
    return bool(is_ending or (is_partner and is_surname))


def _split_at_and(piece: str, organizations: Collection[str], in_list: bool, cues: Cues) -> list[str]:
    """Return ``piece`` divided at those of its "and" that stand between names rather than within one."""
    parts = []
    while match := _separating_and(piece, organizations, in_list, cues):
        parts.append(piece[: match.start()])
        piece = piece[match.end() :]
    return [*parts, piece]


def _separating_and(piece: str, organizations: Collection[str], in_list: bool, cues: Cues) -> re.Match[str] | None:
    name = _tidy(piece, cues)
    if len(piece) > _MAX_CHARACTERS or name.casefold() in organizations or country_code(name):
        return None
    for match in cues.pattern(_AND).finditer(piece):
        first, second = piece[: match.start()], piece[match.end() :]
        if first.count("(") != first.count(")") or not first.strip():
            continue
        if cues.pattern("{company_end}[.]?").fullmatch(second.strip()) or _is_last_subject(first, second, cues):
            continue
        if country_code(_tidy(first, cues)) and country_code(_tidy(second, cues)):
            return match
        if _is_complete(first, organizations, cues) or _begins_anew(first, second, organizations, cues):
            return match
        if all(
            is_proper_name(name) and _has_country(name, _ENDS) for name in (_tidy(first, cues), _tidy(second, cues))
        ):
            return match  # "Export Saint Lucia and Invest Barbados"
        are_words = in_list and len(first.split()) == 1 and len(second.split()) == 1
        name = without_article(second, cues)
        are_bodies = _is_institution(first, cues) and second != name and _may_be_name(name, cues) and not name.islower()
        goes_on = cues.pattern(r"\b{for_subject}\s+(?:\S+\s+)?\S+$").search(first)
        if (are_words or are_bodies) and not _has_subjects(first, cues) and not goes_on:
            return match
    return None


def _is_last_subject(first: str, second: str, cues: Cues) -> bool:
    """Return whether ``second`` is a single word that ends the subjects of ``first``.

    "Agency for Development and Cooperation", "Agencia para el Desarrollo y la Cooperación".
    """
    tells_subject = cues.pattern(r"\b{institution}\b.*\s{for_subject}\s+(?:{article articles+})?[\w-]+$").search(first)
    word = without_article(second.strip(), cues)
    return bool(tells_subject) and len(word.split()) == 1 and not _CAPITALS.match(word)


def _is_complete(words: str, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether ``words`` end as a whole name: an acronym, a closing parenthesis, one of ``organizations``."""
    name = _tidy(words, cues)
    *_words, last = name.split() or [""]
    is_acronym = _ACRONYM.match(last) is not None and last.isupper() and (not _words or _is_institution(name, cues))
    return is_acronym or words.rstrip().endswith(")") or name.casefold() in organizations


def _begins_anew(first: str, second: str, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether ``second``, after "and", is another name than ``first``.

    "Food and Agriculture Organization" is one name: "Food" is no body, and "Agriculture" does not begin one.
    """
    if not _stands_alone(second, organizations, cues):
        return _ends_as_body(first, cues) and second[:1].isupper() and len(second.split()) > 1
    name = _tidy(second, cues)
    is_surely_name = name != second.strip() or not _opens_late(name, organizations, cues)
    return is_surely_name or is_body(first.strip(), organizations, cues)


def _opens_late(name: str, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether ``name`` is a body's only by a word that is not its first: "Agriculture Organization"."""
    is_known = name.casefold() in organizations or _CAPITALS.match(name)
    if not is_known and cues.pattern(r"{subject_word}\s+{institution}(?:\s+\([^)]*\))?").fullmatch(name):
        return True  # "Manufacturing and Services Association"
    return not is_known and cues.pattern(r"{institution}\b").match(name) is None


def _ends_as_body(phrase: str, cues: Cues) -> bool:
    """Return whether ``phrase`` ends with what a body is called and tells no subjects: "Central Bank"."""
    name = _tidy(phrase, cues)
    has_subjects = cues.pattern(r"\b{of_subject}\b").search(name)
    *words_before, last = name.split() or [""]
    return bool(words_before) and not has_subjects and cues.pattern("{institution}").fullmatch(last) is not None


def _stands_alone(words: str, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether ``words`` begin with a name of their own, not with the second half of one."""
    name = _tidy(words, cues)
    first = cues.pattern(r"\s+{and}\s+|,", re.NOFLAG).split(name, maxsplit=1)[0]
    if name.casefold() in organizations or first.casefold() in organizations or _CAPITALS.match(first):
        return True
    has_article = name != words.strip()
    opening = " ".join(first.split()[: 6 if has_article else 3])
    return first[:1].isupper() and _is_institution(opening, cues)


def _is_institution(words: str, cues: Cues) -> bool:
    return cues.pattern(r"\b{institution}\b").search(words) is not None


def _has_subjects(name: str, cues: Cues) -> bool:
    """Return whether a body's name tells its subjects: "Ministry of Trade"."""
    match = cues.pattern(r"\b{ministry}\b").search(name)
    return bool(match and cues.pattern(r"\b{of_subject}\b").search(name, match.end()))


def _tidy(name: str, cues: Cues) -> str:
    """Return ``name`` without marks at its ends, its article, and what comes after "through"."""
    plain = _FOOTNOTE.sub("", cues.pattern(r",\s*{by_means}.*").sub("", name)).strip(' ,;:.|/“”"»«?')
    plain = cues.pattern(_PREPOSITION, re.NOFLAG).sub("", without_article(plain, cues), count=1).strip(" ,;:|/")
    return f"{plain}." if cues.pattern(r"\b{name_end}$", re.NOFLAG).search(plain) else plain
