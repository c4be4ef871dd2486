"""Headings and labels of workshop pages, recognised by the cue words of all languages."""

from __future__ import annotations

import re

from policysearch.importers.cue_files import Cues
from policysearch.text.phrase_patterns import unaccented

# "Some of the main lessons and recommendations of the regional workshop were the following"
_LESSONS_HEADING = (
    r"(?:{among}\s*)?(?:{main}\s+)*{highlights}(?:\s+{and}\s+{highlights agreements})?(?:\s+{heading_tail})?"
    r"(?:\s+{of_the}\s*(?:[\w-]+\s+){0,3}?{event gathering activity}(?:\s+[\w-]+){0,2})?(?:\s+{follow})?"
    r"|{what}\s*(?:[\w'-]+\s+){0,4}?(?:[\w]')?{take_away}(?:\s+[\w']+){0,4}"  # "What did we learn from the visit"
    r"|(?:{number}\s+)?(?:{thing}\s+)?{worth}"
    r"|{number}\s+(?:\w+\s+)?{thing}\s(?:[\w']+\s+){0,3}?(?:[\w]')?{take_away}(?:\s+[\w']+){0,3}"
)
_NUMBER_OF_THINGS = r"(?:{article articles+})?{number what}\s+(?:[\w-]+\s+)?{thing}\b.{0,60}"
_AGREEMENTS_HEADING = (
    r"(?:{among}\s*)?(?:{main}\s+)*{agreements_heading}(?:\s+{and}\s+{agreements_heading})?"
    r"(?:\s+{of_the}\s*(?:[\w-]+\s+){0,3}?{event gathering activity}(?:\s+[\w-]+){0,2})?(?:\s+{follow})?"
)
_NAVIGATION = r"\s*(?:»|›|>>|→|\[|©)|{navigation}\b(?=.{0,45}$)"
_GENERIC = (
    r"(?:{main}\s+)?"
    r"(?:{generic}|(?:{event gathering activity}\s+)?(?:{document_part}\s+)*{document_kind}"
    r"(?:\s+(?:{of_the}\s*|{of_kind}\s+(?:{a}\s+)?)(?:{event gathering activity}|{document_part}))?"
    r"|{report_of}\s*{event gathering activity}|{newsletter}\b.{0,40}|"
    r"{date_and_place_label date_label place_label}(?:\s+{of_the}\s*{event gathering activity})?)"
)
_OF_EVENT = r"(?:\s+{of_the}\s*{event gathering activity})"
_LABEL_KINDS = {
    "when": f"{{date_label}}{_OF_EVENT}?",
    "where": f"{{place_label city_label country_label}}{_OF_EVENT}?",
    "both": f"{{date_and_place_label}}{_OF_EVENT}?",
    "title": f"{{title_label}}|{{label_noun}}{_OF_EVENT}",
    "series": "{series_label}",
}
_NUMBERING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*+[.)]?\s+|\(?(?:\d+|[ivx]+|[a-z])[.)]\s*)+")
_OPTIONAL_ENDING = re.compile(r"(?<=\w)\((?:e?s|[oae]s?)\)")  # "Date(s)"
_MARKS = " :.-–—*•|¡!¿?\t"  # at the ends of headings
_LABELLED = re.compile(r"\s*+([^\s:|?][^:|?]{1,39}?)\s*+(?::\s*+\|?|[|?])\s*+(\S.*)$")
_MAX_INTRODUCTION_WORDS = 25
_MAX_LIKE_WORDS = 9  # of a heading that is none of the usual ones


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents, numbering and marks at its ends."""
    plain = unaccented(text.replace("’", "'"))
    plain = _OPTIONAL_ENDING.sub("", plain.casefold())
    return _NUMBERING.sub("", plain.strip(_MARKS)).strip(_MARKS)


def is_highlights(heading: str, cues: Cues) -> bool:
    """Return whether lessons are listed under such a heading."""
    return _matches(_LESSONS_HEADING, fold(heading[:200]), cues)


def is_lessons_column(head: str, cues: Cues) -> bool:
    """Return whether a column of a table has lessons: "Lesson", "Lessons learned"."""
    folded = fold(head[:200])
    return bool(folded) and _matches("{numbered_lesson highlights}", folded, cues)


def is_agreements(heading: str, cues: Cues) -> bool:
    """Return whether agreements, recommendations or next steps are listed under such a heading."""
    return _matches(_AGREEMENTS_HEADING, fold(heading[:200]), cues)


def introduces_lessons(sentence: str, cues: Cues) -> bool:
    """Return whether such a sentence announces a list of lessons: "The workshop reached these conclusions:"."""
    if not sentence.rstrip().endswith(":") or len(sentence.split()) > _MAX_INTRODUCTION_WORDS:
        return False
    folded, table = fold(sentence), cues.without_accents
    return bool(table.pattern(r"\b{lesson}\b").search(folded)) and not table.pattern(r"\b{intended}\b").search(folded)


def names_lessons(sentence: str, cues: Cues) -> bool:
    """Return whether a sentence that introduces a list says lessons or conclusions, and not results alone."""
    return cues.without_accents.pattern(r"\b(?!{result}\b){lesson}\b").search(fold(sentence)) is not None


def may_be_highlights(heading: str, cues: Cues) -> bool:
    """Return whether a heading has a word of lessons though it is none of the usual ones: "What we bring home"."""
    folded, table = fold(heading[:200]), cues.without_accents
    is_short = len(folded.split()) <= _MAX_LIKE_WORDS
    names_lesson = is_short and table.pattern(r"\b{lesson_like}\b").search(folded)
    return bool(names_lesson) and not table.pattern(r"\b{intended}\b").search(folded)


def counts_things(heading: str, cues: Cues) -> bool:
    """Return whether a heading says how many points are listed under it: "Four points worth a look:"."""
    folded, table = fold(heading[:200]), cues.without_accents
    return _matches(_NUMBER_OF_THINGS, folded, cues) and not table.pattern(r"\b{intended}\b").search(folded)


def number_of_things(heading: str, cues: Cues) -> int:
    """Return how many points a heading says are listed under it, 0 where it does not say: "Five things to copy"."""
    pattern = cues.without_accents.pattern(r"\W*(?:{article articles+})?(?:{main}\s+)?(?P<number>{number})\s")
    plain = unaccented(heading[:200].casefold())
    match = pattern.match(plain) or pattern.match(fold(heading[:200]))
    words = match["number"] if match else ""
    entries = (entry.partition(" ") for entry in cues.phrases["number_value"])
    values = {unaccented(name): int(value) for value, _, name in entries}
    return int(words) if words.isdigit() else values.get(words, 0)


def opens_as_lessons(heading: str, cues: Cues) -> bool:
    """Return whether a heading begins with what lists of lessons are called: "Lessons that the visit left us"."""
    return (
        cues.without_accents.pattern(r"(?:{main}\s+)*(?!{result}\b){lesson}\b").match(fold(heading[:200])) is not None
    )


def opens_with_lessons(heading: str, cues: Cues) -> bool:
    """Return whether a heading begins with a word of lessons, "main" and the like apart: "Main lessons for banks"."""
    return cues.without_accents.pattern(r"(?:{main}\s+)*{lesson_like}\b").match(fold(heading[:200])) is not None


def inline_highlight(paragraph: str, cues: Cues) -> str:
    """Return what follows in a paragraph such as "Highlights: Chile presented ...", else an empty text."""
    label, value = label_of(paragraph)
    return value if label and is_highlights(label, cues) else ""


def is_generic(heading: str, cues: Cues) -> bool:
    """Return whether any document could have such a heading, so that it is no event's title."""
    is_list = is_highlights(heading, cues) or is_agreements(heading, cues)
    return is_list or _matches(_GENERIC, fold(heading[:200]), cues)


def is_navigation(line: str, cues: Cues) -> bool:
    """Return whether a line only leads elsewhere ("» Visit Event Site")."""
    return len(line) < 60 and bool(cues.pattern(_NAVIGATION).match(line))


def label_of(line: str) -> tuple[str, str]:
    """Return the two parts of "Fecha: 3 de mayo" or of a table row so begun; both empty for other lines."""
    match = _LABELLED.match(line)
    return (match[1], match[2]) if match else ("", "")


def is_of_letter(label: str, cues: Cues) -> bool:
    """Return whether a label stands in the head of a letter or memo."""
    return bool(label) and _matches("{letter_label}", fold(label), cues)


def part_of_place(label: str, cues: Cues) -> str:
    """Return city, country or place: what a label of a place asks for."""
    folded = fold(label)
    return next((part for part in ("city", "country") if _matches(f"{{{part}_label}}", folded, cues)), "place")


def kind_of_label(label: str, cues: Cues) -> str:
    """Return when, where, both, title or series; an empty text for other words."""
    folded = fold(label) if label else ""
    return next((kind for kind, labels in _LABEL_KINDS.items() if folded and _matches(labels, folded, cues)), "")


def kind_of_line(line: str, cues: Cues) -> str:
    """Return the kind of the label with which a line begins, or an empty text."""
    return kind_of_label(label_of(line)[0], cues)


def _matches(template: str, folded: str, cues: Cues) -> bool:
    return cues.without_accents.pattern(template).fullmatch(folded) is not None
