"""``materials/vocabulary/*.yml`` -> Vocabulary and Problems. A faulty entry is left out and reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance.OSA import normalized_similarity

from policysearch.model.problem import Problem
from policysearch.regular_files import read_regular_file
from policysearch.settings import LANGUAGES
from policysearch.vocabulary.countries import country_code
from policysearch.vocabulary.model import UNREADABLE, Organization, Pick, Region, Theme, Vocabulary
from policysearch.yamltext import Entries, Items, Node, Scalar, YamlError, load

MAX_BYTES = 2_000_000
Record = TypeVar("Record")


class Entry:
    """An entry of a file, with its fields by name. Its problems are added to ``problems``."""

    def __init__(self, node: Node, path: PurePosixPath, problems: list[Problem]) -> None:
        self.node = node
        self.path = path
        self.problems = problems
        self.faulty = False

    def fault(self, node: Node, message: str, suggestion: str = "") -> None:
        """Add an error; the entry will be left out."""
        self.faulty = True
        self.problems.append(Problem(self.path, node.line, node.column, message, suggestion, code="vocabulary"))

    def fields(self, *allowed: str) -> dict[str, Node]:
        """Return the entry's fields; an unknown or repeated name is a fault."""
        if not isinstance(self.node, Entries):
            self.fault(self.node, f"is not an entry with {', '.join(allowed)}")
            return {}
        fields: dict[str, Node] = {}
        for key, value in self.node.entries:
            if key.text not in allowed:
                close = process.extractOne(key.text, allowed, scorer=normalized_similarity, score_cutoff=0.6)
                self.fault(key, f"has an unknown field {key.text!r}", f"did you mean {close[0]}?" if close else "")
            elif key.text in fields:
                self.fault(key, f"has {key.text} twice")
            fields[key.text] = value
        return fields

    def text(self, node: Node | None, name: str, required: bool = False) -> str:
        """Return the text of ``node``; a missing one is a fault where it is required."""
        if isinstance(node, Scalar) and (node.text.strip() or not required):
            return node.text.strip()
        if node is not None or required:
            self.fault(node or self.node, f"has no text as {name}")
        return ""

    def texts(self, node: Node | None, name: str) -> tuple[str, ...]:
        """Return the texts of a list (one text is a list of one)."""
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            return ()
        items = node.items if isinstance(node, Items) else (node,)
        return tuple(text for item in items if (text := self.text(item, name, required=True)))


def read(folder: Path) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """Return the vocabulary of ``folder`` and its problems. A missing file is an empty one."""
    problems: list[Problem] = []

    def records(name: str, make: Callable[[Entry], Record]) -> tuple[Record, ...]:
        return tuple(_records(folder / f"{name}.yml", make, problems))

    vocabulary = Vocabulary(
        themes=records("themes", _theme),
        synonyms=records("synonyms", _group),
        organizations=records("organizations", _organization),
        regions=records("regions", _region),
        picks=records("picks", _pick),
    )
    return vocabulary, tuple(problems)


def _records(file: Path, make: Callable[[Entry], Record], problems: list[Problem]) -> Iterator[Record]:
    path = PurePosixPath("vocabulary", file.name)
    try:
        text = read_regular_file(file, MAX_BYTES).decode("utf-8-sig")
        root = load(text.replace("\r\n", "\n").replace("\r", "\n"))
    except FileNotFoundError:
        return
    except (YamlError, UnicodeDecodeError, OSError) as error:
        line, column = (error.line, error.column) if isinstance(error, YamlError) else (1, 1)
        message = error.message if isinstance(error, YamlError) else f"cannot be read: {_reason(error)}"
        suggestion = error.suggestion if isinstance(error, YamlError) else ""
        problems.append(Problem(path, line, column, message, suggestion, code=UNREADABLE))
        return
    if isinstance(root, Scalar) and not root.text.strip():
        return
    if not isinstance(root, Items):
        problems.append(Problem(path, root.line, root.column, "is not a list", "begin entries with -", code=UNREADABLE))
        return
    for node in root.items:
        entry = Entry(node, path, problems)
        record = make(entry)
        if not entry.faulty:
            yield record


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _theme(entry: Entry) -> Theme:
    fields = entry.fields("id", "label", "cues", "broader")
    label = fields.get("label")
    labels = {}
    if isinstance(label, Entries):
        labels = {key.text: entry.text(value, "label", required=True) for key, value in label.entries}
        for key, _ in label.entries:
            if key.text not in LANGUAGES:
                entry.fault(key, f"has a label in {key.text!r}", f"the languages are {', '.join(LANGUAGES)}")
    elif fields:
        entry.fault(label or entry.node, "has no labels", "label: {en: …, es: …, pt: …, fr: …}")
    return Theme(
        entry.text(fields.get("id"), "id", required=bool(fields)),
        labels,
        entry.texts(fields.get("cues"), "cues"),
        entry.text(fields.get("broader"), "broader"),
    )


def _group(entry: Entry) -> tuple[str, ...]:
    group = entry.texts(entry.node, "word")
    if len(group) < 2 and not entry.faulty:
        entry.fault(entry.node, "is a group of fewer than two words")
    return group


def _organization(entry: Entry) -> Organization:
    names = entry.texts(entry.fields("names").get("names"), "names")
    if not names and not entry.faulty:
        entry.fault(entry.node, "has no names")
    return Organization(names)


def _region(entry: Entry) -> Region:
    fields = entry.fields("id", "names", "members")
    members = []
    for name in entry.texts(fields.get("members"), "members"):
        code = country_code(name)
        if code is None:
            entry.fault(fields["members"], f"has an unknown country {name!r}")
        else:
            members.append(code)
    name = entry.text(fields.get("id"), "id", required=bool(fields))
    return Region(name, entry.texts(fields.get("names"), "names"), tuple(members))


def _pick(entry: Entry) -> Pick:
    fields = entry.fields("queries", "documents", "first", "last")
    return Pick(
        entry.texts(fields.get("queries"), "queries"),
        entry.texts(fields.get("documents"), "documents"),
        _day(entry, fields.get("first"), "first"),
        _day(entry, fields.get("last"), "last"),
    )


def _day(entry: Entry, node: Node | None, name: str) -> date | None:
    text = entry.text(node, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        entry.fault(node or entry.node, f"has no date {text!r} as {name}", "write it as 2011-09-06")
        return None
