"""A Source -> a Workshop and Problems: front matter, prose and highlights of the original and its translations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Literal

from policysearch.materials import advice
from policysearch.materials.bounds import MAX_HIGHLIGHTS, overloads
from policysearch.materials.front_matter import parse_material
from policysearch.materials.front_matter_fields import Fields
from policysearch.materials.highlights import Item, first_loose_line, split_highlights
from policysearch.materials.markdown import plain_paragraphs
from policysearch.materials.read_attachments import attachments, passages
from policysearch.materials.sources import MAX_BYTES, Source
from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.model.workshop import Highlight, Workshop, WorkshopText
from policysearch.regular_files import read_regular_file
from policysearch.vocabulary.model import Vocabulary
from policysearch.yamltext import YamlError

NAMES = tuple(
    "title start end city region country mode themes organizers partners funders series secretariat language links"
    " attachments experience source rights contact added updated aliases draft".split()
)
MAX_PROBLEMS = 100
TRANSLATION_NAMES = ("title", "language", "translation", "draft", "source", "rights", "added", "updated")


@dataclass(slots=True)
class _File:
    """A file as read: its fields (with their problems), prose and items; ``fields`` is None when it is unreadable."""

    path: PurePosixPath
    fields: Fields | None
    prose: str
    items: list[Item]
    problems: list[Problem]


def read(source: Source, folder: Path, vocabulary: Vocabulary) -> tuple[Workshop | None, tuple[Problem, ...]]:
    """Return the workshop and the problems of its files; None when it cannot be read at all. No content raises.

    A workshop that has errors is returned where possible, for ``check``; it must not be published.
    """
    if source.problems:  # files that must not be opened
        return None, source.problems
    workshop, problems = _read(source, folder, vocabulary)
    return workshop, _bounded(problems)


def _bounded(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems, or the first of them, errors before advice, and a line that says how many are left out."""
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    first = sorted(problems, key=lambda problem: problem.severity != "error")[:MAX_PROBLEMS]
    rest = message("{max_problems:,} more problems are not listed", max_problems=len(problems) - MAX_PROBLEMS)
    return (*first, Problem(first[0].path, 1, 1, rest, message("mend these first"), first[0].severity, "more-problems"))


def _read(source: Source, folder: Path, vocabulary: Vocabulary) -> tuple[Workshop | None, list[Problem]]:
    original = _read_file(folder, source.files[""])
    fields = original.fields
    if fields is None:
        return None, original.problems
    fields.check_names(NAMES)
    start, end = _days(fields)
    language = fields.language("language")
    texts = {language: _text(original, fields, language, "")}
    problems = list(original.problems)
    for code, path in sorted(source.files.items()):
        if code:
            problems += _translate(folder, path, code, texts, texts[language])
    workshop = Workshop(
        slug=source.slug,
        language=language,
        texts=texts,
        start=start,
        end=end,
        city=fields.text("city"),
        region=fields.text("region"),
        country=fields.country("country"),
        mode=fields.choice("mode", ("online", "hybrid")),
        themes=fields.themes("themes", vocabulary),
        organizers=fields.texts("organizers"),
        partners=fields.texts("partners"),
        funders=fields.texts("funders"),
        series=fields.text("series"),
        secretariat=fields.text("secretariat"),
        links=fields.links("links"),
        attachments=tuple(attachments(fields, source, folder, language)),
        experience=fields.places("experience", vocabulary),
        source=fields.text("source"),
        rights=fields.text("rights"),
        contact=fields.text("contact"),
        added=fields.day("added"),
        updated=fields.day("updated"),
        aliases=fields.texts("aliases"),
        draft=fields.flag("draft"),
        passages=tuple(passages(source, folder, fields, language)),
    )
    return workshop, problems + fields.problems


def _read_file(folder: Path, path: PurePosixPath) -> _File:
    try:
        raw = read_regular_file(f"{folder}/{path}", MAX_BYTES)
        text = raw.decode().removeprefix("\ufeff")
        material = parse_material(text)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        hint = message("save it as UTF-8, or let policysearch check --fix do it")
        return _unreadable(path, Problem(path, line, column, message("is not UTF-8 text"), hint, code="not-utf8"))
    except YamlError as error:
        problem = Problem(path, error.line, error.column, error.message, error.suggestion, code="front-matter")
        conflict = next(advice.conflicts(text, path), problem)  # it says more than what YAML stumbles over
        return _unreadable(path, replace(conflict, severity="error"))
    except OSError as error:
        return _unreadable(
            path,
            Problem(path, 1, 1, message("cannot be read: {error}", error=error.strerror or error), code="unreadable"),
        )
    too_much = [
        Problem(path, line, 1, sentence, hint, code="too-complex")
        for line, sentence, hint in overloads(material.body, material.body_line)
    ]
    if too_much:
        return _File(path, None, "", [], too_much)
    prose, items = split_highlights(material.body, material.body_line)
    if len(items) > MAX_HIGHLIGHTS:
        line = items[MAX_HIGHLIGHTS].line
        sentence = message("has more than {max_highlights:,} highlights", max_highlights=MAX_HIGHLIGHTS)
        return _unreadable(
            path, Problem(path, line, 1, sentence, message("make several workshops"), code="too-complex")
        )
    loose_line = first_loose_line(material.body, material.body_line) if items else 0
    problems = [*advice.of_text(text, path, bool(items), loose_line), *_item_problems(path, items)]
    return _File(path, Fields(material, path), prose, items, problems)


def _unreadable(path: PurePosixPath, problem: Problem) -> _File:
    return _File(path, None, "", [], [problem])


def _item_problems(path: PurePosixPath, items: list[Item]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in items:
        if not item.markdown:
            yield Problem(
                path,
                item.line,
                1,
                message("the highlight is empty"),
                message("write it, or take the line out"),
                code="empty-highlight",
            )
        if not item.id:
            hint = message("policysearch check --fix writes ids")
            yield Problem(path, item.line, 1, message("the highlight has no id"), hint, "advice", "no-highlight-id")
        elif item.id in seen:
            yield Problem(
                path,
                item.line,
                1,
                message("the highlight id {id} is there twice", id=item.id),
                code="repeated-highlight-id",
            )
        seen.add(item.id)


def _days(fields: Fields) -> tuple[date, date]:
    first = fields.period("start", required=True)
    last = fields.period("end") or first
    start, end = (first[0] if first else None), (last[1] if last else None)
    if start and end and end < start:
        fields.report(
            fields.material.fields["end"],
            message("the end {end} is before the start {start}", end=end, start=start),
            "",
            "end-before-start",
        )
    missing = date(1, 1, 1)
    return start or missing, end or missing


def _text(
    file: _File, fields: Fields, language: str, translation: Literal["", "official", "unofficial"]
) -> WorkshopText:
    title = fields.text("title")
    if not any(sign.isprintable() and not sign.isspace() for sign in title):
        fields.report(
            fields.material.fields.get("title"),
            message("the title is missing"),
            message("write title: …"),
            "missing-title",
        )
    highlights = tuple(item.highlight(position) for position, item in enumerate(file.items, 1) if item.markdown)
    return WorkshopText(language, title, file.prose, plain_paragraphs(file.prose), highlights, translation)


def _translate(
    folder: Path, path: PurePosixPath, code: str, texts: dict[str, WorkshopText], original: WorkshopText
) -> list[Problem]:
    """Put the translation into ``texts`` and return its problems."""
    file = _read_file(folder, path)
    fields = file.fields
    if fields is None:
        return file.problems
    fields.check_names(TRANSLATION_NAMES)
    if code in texts:
        fields.report(
            None, message("is a translation into the original's own language {code}", code=code), "", "same-language"
        )
        return [*file.problems, *fields.problems]
    kind = fields.text("translation") or "unofficial"
    if kind not in ("official", "unofficial"):
        fields.report(
            fields.material.fields["translation"],
            message("translation cannot be {kind!r}", kind=kind),
            message("official or unofficial"),
            "bad-flag",
        )
    texts[code] = _text(file, fields, code, "official" if kind == "official" else "unofficial")
    _compare(fields, original.highlights, texts[code].highlights)
    return [*file.problems, *fields.problems]


def _compare(fields: Fields, original: tuple[Highlight, ...], translated: tuple[Highlight, ...]) -> None:
    original_ids, translated_ids = {h.id for h in original}, {h.id for h in translated}
    for missing in sorted(original_ids - translated_ids):
        fields.report(
            None,
            message("has no translation of the highlight {missing}", missing=missing),
            "",
            "untranslated",
            "advice",
        )
    for unknown in sorted(translated_ids - original_ids):
        fields.report(
            None,
            message("has a highlight {unknown} that the original does not have", unknown=unknown),
            "",
            "unknown-highlight",
        )
