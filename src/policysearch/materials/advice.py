"""What a single material says in a way that is probably not meant: advice, which keeps nothing from being published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import PurePosixPath

from policysearch.materials.highlights import HEADINGS
from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.model.workshop import Workshop
from policysearch.text.language_of import language_of
from policysearch.vocabulary.model import Vocabulary

_LOOK_ALIKE = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:(?:main|key|principales|principais|principaux|some of the)\s+)*"
    r"(?:highlights?|lessons(?: learn(?:ed|t))?|key messages|takeaways|conclusions|findings|insights|learnings|"
    r"what we learn(?:ed|t)|destacados|lecciones(?: aprendidas)?|enseñanzas|buenas prácticas|conclusiones|"
    r"mensajes clave|hallazgos|aprendizajes|qué aprendimos|lo que aprendimos|destaques|lições(?: aprendidas)?|"
    r"boas práticas|conclusões|mensagens-chave|aprendizados|o que aprendemos|points saillants|enseignements|"
    r"leçons(?: apprises| tirées)?|bonnes pratiques|messages clés|constats|à retenir|ce que nous avons appris)\W*$",
    re.I,
)
_ITEM = re.compile(r"^ {0,3}(?:[-*+•·–—▪●○◦]|\d{1,9}[.)])\s")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?:\s.*)?$")
_EATEN = re.compile(r"^(?:title|city|region|series|secretariat|source):\s+[^\"'\s#|>].*?\S( #) \S")
_BETWEEN_NAMES = re.compile(r"\s*[,;]\s*|\s+(?:and|y|e|et|&)\s+")
_BODY = re.compile(  # words of bodies' names, for texts that are several of them
    r"\b(?:minist\w+|secretar\w+|(?:central )?bank|banco|banque|universi\w+|agenc\w+|chamber|cámara|câmara|chambre|"
    r"institut\w*|associa\w+|asociaci\w+|commission|comisión|comissão|foundation|fundaci\w+|fundação|fondation|council|"
    r"consejo|conselho|conseil|corpora\w+|federa\w+|fédération|program\w*|fund|fondo|fundo|fonds)\b",
    re.I,
)
_UNDERLINE = re.compile(r"^ {0,3}(?:-{2,}|={2,})\s*$")
_ACRONYM = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,10}")
_LONGEST_EVENT = 92  # days; a course of three months is rare, one of years is a slip
_FIRST_YEAR, _YEARS_AHEAD = 1950, 2
_MIN_WORDS = 12  # of a text whose language is judged


def of_text(text: str, path: PurePosixPath, has_highlights: bool, loose_line: int = 0) -> Iterator[Problem]:
    """Yield advice about the lines of a file: conflict marks, comments in titles, highlights that are not read.

    ``loose_line`` is the first line of prose behind a highlight, or 0.
    """
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    for number, line in enumerate(lines[:end], 1):
        if match := _EATEN.match(line):
            hint = message("put quotes around the text")
            sentence = message("{strip!r} is read as a comment", strip=line[match.start(1) + 1 :].strip())
            yield _advice(path, (number, match.start(1) + 2), sentence, hint, "eaten-comment")
    yield from conflicts(text, path)
    if loose_line:
        sentence = message("a paragraph under the highlights is read as prose, not as one of them")
        yield _advice(path, (loose_line, 1), sentence, message('begin each with "- "'), "loose-paragraph")
    if not has_highlights:
        yield from _unread_highlights(lines, end, path)


def conflicts(text: str, path: PurePosixPath) -> Iterator[Problem]:
    """Yield advice about the first mark of a conflict between two versions."""
    if "<<<<<<<" in text or ">>>>>>>" in text:
        lines = (number for number, line in enumerate(text.split("\n"), 1) if _CONFLICT.match(line))
        hint = message("keep one of the two versions and take the marks out")
        for number in islice(lines, 1):
            yield _advice(path, (number, 1), message("has marks of a conflict between two versions"), hint, "conflict")


def of_workshop(workshop: Workshop, path: PurePosixPath, vocabulary: Vocabulary, today: date) -> Iterator[Problem]:
    """Yield advice about a workshop's values: its days, its bodies, the language of its text."""
    if not _FIRST_YEAR <= workshop.start.year <= today.year + _YEARS_AHEAD and workshop.start != date.min:
        yield _advice(
            path,
            (1, 1),
            message("the year {year} is probably a slip", year=workshop.start.year),
            message("see start"),
            "far-date",
        )
    if workshop.end - workshop.start > timedelta(_LONGEST_EVENT) and workshop.start.year != workshop.end.year:
        days = (workshop.end - workshop.start).days + 1
        yield _advice(
            path,
            (1, 1),
            message("the event lasts {days:,} days", days=days),
            message("see start and end"),
            "long-event",
        )
    names = {name.casefold() for name in vocabulary.official_names}
    for body in (*workshop.organizers, *workshop.partners, *workshop.funders):
        if body.casefold() not in names and _bodies(body, names) > 1:
            hint = message("write each on a line of its own")
            yield _advice(
                path, (1, 1), message("{body!r} is probably several bodies", body=body), hint, "several-bodies"
            )
    text = workshop.texts[workshop.language]
    words = " ".join([text.title, text.plain, *(highlight.text for highlight in text.highlights)])
    language = language_of(words) if len(words.split()) >= _MIN_WORDS else ""
    if language and language != workshop.language:
        hint = message("write language: {language}", language=language)
        yield _advice(
            path,
            (1, 1),
            message(
                "the text is in {language}, but language says {language_2}",
                language=language,
                language_2=workshop.language,
            ),
            hint,
            "language",
        )


def _unread_highlights(lines: Sequence[str], end: int, path: PurePosixPath) -> Iterator[Problem]:
    """Yield advice about headings that look like that of the highlights, and about prose where they should be."""
    for number, line in enumerate(lines[end + 1 :], end + 2):
        if not _LOOK_ALIKE.match(line) or _ITEM.match(line):
            continue
        following = [text for text in lines[number:] if text.strip() and not _UNDERLINE.match(text)][:1]
        is_list = bool(following) and _ITEM.match(following[0]) is not None
        if line.lstrip().startswith("#") and line.strip("# :").casefold() in HEADINGS and following and not is_list:
            sentence, hint = message("nothing is listed under the highlights"), message('begin each with "- "')
            yield _advice(path, (number, 1), sentence, hint, "unlisted-highlights")
        elif is_list:
            sentence = message("the list under {strip!r} is not read as highlights", strip=line.strip())
            yield _advice(
                path, (number, 1), sentence, message("write the heading as ## Highlights"), "look-alike-heading"
            )


def _bodies(text: str, names: set[str]) -> int:
    """Return how many of the parts of a name are names by themselves."""
    parts = _BETWEEN_NAMES.split(text)
    return sum(bool(_ACRONYM.fullmatch(part)) or part.casefold() in names or _is_body(part) for part in parts)


def _is_body(part: str) -> bool:
    return part[:1].isupper() and len(part.split()) > 1 and _BODY.search(part) is not None


def _advice(path: PurePosixPath, place: tuple[int, int], sentence: str, hint: str, code: str) -> Problem:
    return Problem(path, *place, sentence, hint, "advice", code)
