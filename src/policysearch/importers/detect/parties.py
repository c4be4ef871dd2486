"""Who organized an event, with whom and with whose money, from phrases in all languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import party_sentences
from policysearch.importers.detect.party_names import is_body, merge, split
from policysearch.importers.detect.party_phrases import CUE, NAME_FOLLOWS, ROLES, Role
from policysearch.importers.detect.party_sentences import Lead

_VERB = "(?-i:{paid gave supported partner_verb funder_verb gathered})"
_NEXT_CLAUSE = (  # "; the Bank met the costs"
    rf"[;,]\s+(?:{{and}}\s+)?(?=[^.;,]{{2,80}}\s{_VERB}\s)"
    rf"|(?<!\s)\s+{{and}}\s+(?={{article articles+}}(?-i:[A-ZÁÉÍÓÚ])[^.;,]{{2,80}}\s{_VERB}\s)"
)
_AS_ROLE = r"(?<!\s),?\s+{as_role}\s+(?:\w+\s+){0,2}?{organizer_label partner_label funder_label}(?!\w)"
_WITH = rf"(?<!\s),?\s+{{with}}\s+{NAME_FOLLOWS}"
_WITH_SOMETHING = rf",\s+{{with}}\s+(?!{NAME_FOLLOWS})"  # ", with forty people in the room"
_LIST_END = (
    r"[.](?=\s+[A-ZÁÉÍÓÚÑ¿¡“\"])(?<!\b[A-Z][.])|[.]\s*$"
    r"|(?<!(?-i:[A-Z]{3}))\s[-–—]\s|\s[-–—]\s(?!{institution}\b)"  # "CAF - Banco de Desarrollo" is one name
    r"|(?<!\s),?\s+{party_end organized organizer_verb}(?:\b|(?<=\d))|(?<!\s),?\s+{on_days}\s+\d"
    r"|(?<![\s,])\s+{by_means}\b|;\s+{object_pronoun}\s"
    r"|(?<!\s)\s+(?-i:{giving paying})\s"
    r"|,\s+(?-i:(?=[a-zà-ÿ])){verb_form}\b"  # ", ended on Friday"
    r"|,\s+{article articles+}(?-i:(?=[a-zà-ÿ])){event gathering activity}\b"  # ", le colloque a reçu"
    r"|,?\s+{and}\s+{article articles+}(?-i:(?=[a-zà-ÿ])){costs money organization}\b"  # ", y los gastos de traslado"
    + f"|{_WITH}|{_WITH_SOMETHING}|{_NEXT_CLAUSE}|{_AS_ROLE}"
)
_HELD_IN = r"(?<!\s),?\s+{in at}\s+{city_of+}?[A-ZÁÉÍÓÚ][\w.]+(?:\s+[\w.]+){0,3},\s+[A-ZÁÉÍÓÚ]\w+"
_SENTENCE = re.compile(r"(?<!\b[A-Z])[.]\s+[A-ZÁÉÍÓÚ]\w+\s+\w+")
COUNT = re.compile(r"(?:[a-zà-ÿ]+\s){0,3}\d+\s[a-zà-ÿ]")
_SENTENCE_START = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚ])")
_TO_COME = r"\b{future}\s+(?:\w+\s+)?$"
_OF_EVENT = r"(?:^|[.!?]\s|\b{event gathering activity}\b[^.;:!?]{0,150}|\b{as_object}\b(?:\s\w+){0,2})\W*$"
_MAX_OF_EVENT = 250  # characters
_MAX_WORK = 60  # characters before a phrase that may say what was financed
_MAX_LEAD = 12  # characters that may stand before a phrase at a beginning
_LONGEST_TITLE_OF_PERSON = 12


def find(text: str, organizations: Collection[str], cues: Cues) -> Mapping[Role, tuple[str, ...]]:
    """Return the parties named in ``text`` by role. A name in ``organizations`` is never divided."""
    parties: dict[Role, tuple[str, ...]] = {}
    matches = list(cues.pattern(CUE).finditer(text))
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        is_to_come = cues.pattern(_TO_COME).search(text[max(0, match.start() - _MAX_WORK) : match.start()]) is not None
        if is_to_come and _is_of_next_event(text[: match.start()], cues):
            continue
        if _role(match) == "funders" and _is_of_other_work(text[: match.start()], cues):
            continue
        for role, names in _after_phrase(text, match, end, organizations, cues):
            if is_to_come and not _are_bodies(names, organizations, cues):
                continue
            parties[role] = merge(parties.get(role, ()), names)
    acting: dict[Role, tuple[str, ...]] = {}
    for sentence in _SENTENCE_START.split(text):
        for role, names in party_sentences.find(sentence, organizations, cues, _Lists(cues)):
            acting[role] = merge(acting.get(role, ()), names)
    parties |= {role: merge(names, parties.get(role, ())) for role, names in acting.items()}
    return {role: names for role, names in parties.items() if names}


def _after_phrase(
    text: str, match: re.Match[str], end: int, organizations: Collection[str], cues: Cues
) -> Iterator[tuple[Role, tuple[str, ...]]]:
    """Yield the names after a phrase, and those beside organizers; ``end`` is where the next phrase begins."""
    if COUNT.match(text, match.end()):
        return  # "with the attendance of 55 growers from Lara and Zulia"
    names = split(_until_list_end(text[match.end() : end], cues), organizations, cues)
    if match["of_event"] and not (
        _is_of_event(text[: match.start()], cues) and _are_bodies(names, organizations, cues)
    ):
        return
    if match["money_label"] and not _are_bodies(names, organizations, cues):
        return  # "Resources: a projector"
    yield _role(match), names
    if _role(match) == "organizers":
        yield "partners", _Lists(cues).beside(text[match.end() : end], organizations)


def named(text: str, organizations: Collection[str], cues: Cues) -> tuple[str, ...]:
    """Return the names that a line under such a heading consists of; none when it says something else."""
    is_sentence = text.rstrip().endswith((".", ":")) and len(text.split()) > 12
    if len(text) > 300 or cues.pattern(CUE).search(text) or is_sentence:
        return ()
    names = split(text, organizations, cues)
    return () if any(_is_phrase(name, organizations, cues) for name in names) else names


def _is_phrase(name: str, organizations: Collection[str], cues: Cues) -> bool:
    """Return whether several words, the first alone with a capital, are no body's name but a label."""
    _, *words = name.split()
    has_capital = any(word[:1].isupper() for word in words)
    return bool(words) and not has_capital and not is_body(name, organizations, cues)


def are_in(text: str, cues: Cues) -> bool:
    """Return whether the first 2,000 characters of ``text`` have such a phrase."""
    return bool(cues.pattern(CUE).search(text[:2_000]))


def headed(heading: str, cues: Cues) -> Role | None:
    """Return the role of those named under such a heading ("Organizers", "Con el apoyo de"), else None."""
    words = heading.strip(" :|")
    if len(words) >= 60:
        return None
    match = cues.pattern(CUE).fullmatch(f"{words}:") or cues.pattern(CUE).fullmatch(f"{words} ")
    return _role(match) if match else None


def opens(text: str, cues: Cues) -> bool:
    """Return whether a sentence of ``text`` begins with such a phrase."""
    for sentence in _SENTENCE_START.split(text):
        match = cues.pattern(CUE).search(sentence[:200])
        if (match and match.start() <= _MAX_LEAD) or party_sentences.opens(sentence[:200], cues):
            return True
    return False


def is_about(text: str, cues: Cues) -> bool:
    """Return whether ``text`` begins with such a phrase and has no other sentence, so that it need not be kept."""
    match = cues.pattern(CUE).search(text[:500])
    return bool(match and match.start() <= _MAX_LEAD and not _SENTENCE.search(text[match.end() :]))


def _is_of_other_work(lead: str, cues: Cues) -> bool:
    """Return whether ``lead``, the words before a phrase, end with what is no event: "A study financed by ..."."""
    return cues.pattern(r"\b{other_work}(?:\s+\w+)?\s*$").search(lead[-_MAX_WORK:]) is not None


def _is_of_next_event(lead: str, cues: Cues) -> bool:
    """Return whether the sentence at the end of ``lead`` is about another event: "The next will be hosted by"."""
    sentence = _SENTENCE_START.split(lead[-_MAX_OF_EVENT:])[-1]
    return cues.pattern(r"\b{next}\b").search(sentence) is not None


def _role(match: re.Match[str]) -> Role:
    """Return the role; that of a phrase which is about an event only beside its name is organizers."""
    return next((role for role in ROLES if match[role] is not None), "organizers")


def _is_of_event(lead: str, cues: Cues) -> bool:
    """Return whether a sentence whose beginning is ``lead`` is about an event up to there, or begins after it."""
    return cues.pattern(_OF_EVENT).search(lead[-_MAX_OF_EVENT:]) is not None


def _are_bodies(names: Collection[str], organizations: Collection[str], cues: Cues) -> bool:
    return all(is_body(name, organizations, cues) for name in names)


class _Lists:
    """Words around the phrases that lists of names follow."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def first_list(self, words: str) -> str:
        """Return the list of names with which ``words`` begin."""
        return _until_list_end(self._cues.pattern(CUE).split(words, maxsplit=1)[0], self._cues)

    def beside(self, words: str, organizations: Collection[str]) -> tuple[str, ...]:
        """Return the bodies after "with" at the end of the list of names with which ``words`` begin."""
        cues = self._cues
        words = cues.pattern(CUE).split(words, maxsplit=1)[0]
        match = cues.pattern(_WITH).search(words)
        if not match or len(_until_list_end(words, cues)) > match.start():
            return ()
        first_list = _until_list_end(words[match.end() :], cues)
        if cues.pattern(_AS_ROLE).match(words, match.end() + len(first_list)):
            return ()  # "with the Chamber as host"
        names = split(first_list, organizations, cues)
        return names if _are_bodies(names, organizations, cues) else ()

    def lead_of(self, words: str) -> Lead:
        """Return what comes after the last phrase, or before an insertion: "The OAS, together with ECLAC,"."""
        matches = list(self._cues.pattern(CUE).finditer(words))
        if not matches:
            return Lead(words, True)
        opening = words[: matches[0].start()].rstrip()
        if words.rstrip().endswith(",") and opening.endswith(","):
            return Lead(opening, True)
        return Lead(words[matches[-1].end() :], False)


def _until_list_end(words: str, cues: Cues) -> str:
    """Return the beginning of ``words`` up to where a list of names ends."""
    ends = (match.start() for match in cues.pattern(_LIST_END).finditer(words))
    goes_on = [match.span() for match in cues.pattern(r"\s{and}\s").finditer(words)]  # "as well as"
    ends = (end for end in ends if not any(first < end < last - 1 for first, last in goes_on))
    words = words[: next((end for end in ends if not _is_abbreviation(words, end, cues)), None)]
    place = cues.pattern(_HELD_IN, re.NOFLAG).search(words)
    words = words[: place.start()] if place else words
    return cues.pattern(r"(?<![\s,;])[\s,;]+(?:{and}|&)(?:\s+{article articles})?$", re.NOFLAG).sub(
        "", words.strip(" ,;:.|/")
    )


def _is_abbreviation(words: str, end: int, cues: Cues) -> bool:
    """Return whether the full stop at ``end`` is that of a title such as "Dr."."""
    lead = words[max(0, end - _LONGEST_TITLE_OF_PERSON) : end]
    return words[end] == "." and bool(cues.pattern(r"\b{title_of_person}$").search(lead))
