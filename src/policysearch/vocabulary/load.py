"""``materials/vocabulary/*.yml`` -> Vocabulary and Problems. A faulty entry is left out and reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance.OSA import normalized_similarity

from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.regular_files import read_regular_file
from policysearch.settings import LANGUAGES
from policysearch.text import words
from policysearch.vocabulary.countries import codes, country_code
from policysearch.vocabulary.model import GROUPS, UNREADABLE, Organization, Pick, Region, Theme, Vocabulary
from policysearch.yamltext import Entries, Items, Node, Scalar, YamlError, load

MAX_BYTES = 2_000_000
MAX_GROUP = 500  # words or phrases that mean the same
MAX_LEVELS = 20  # of themes below one another
_LABELS = "label: {en: …, es: …, pt: …, fr: …}"  # as it is written
SHARE = "share"  # marks a region that reaches its members
Record = TypeVar("Record")


class Entry:
    """An entry of a file, with its fields by name. Its problems are added to ``problems``."""

    def __init__(self, node: Node, path: PurePosixPath, problems: list[Problem]) -> None:
        self.node = node
        self.path = path
        self.problems = problems
        self.faulty = False

    def fault(self, node: Node, sentence: str, suggestion: str = "") -> None:
        """Add an error; the entry will be left out."""
        self.faulty = True
        self.problems.append(Problem(self.path, node.line, node.column, sentence, suggestion, code="vocabulary"))

    def fields(self, *allowed: str) -> dict[str, Node]:
        """Return the entry's fields; an unknown or repeated name is a fault."""
        if not isinstance(self.node, Entries):
            self.fault(self.node, message("is not an entry with {allowed}", allowed=", ".join(allowed)))
            return {}
        fields: dict[str, Node] = {}
        for key, value in self.node.entries:
            if key.text not in allowed:
                close = process.extractOne(key.text, allowed, scorer=normalized_similarity, score_cutoff=0.6)
                self.fault(
                    key,
                    message("has an unknown field {text!r}", text=key.text),
                    message("did you mean {close}?", close=close[0]) if close else "",
                )
            elif key.text in fields:
                self.fault(key, message("has {text} twice", text=key.text))
            fields[key.text] = value
        return fields

    def text(self, node: Node | None, name: str, required: bool = False) -> str:
        """Return the text of ``node``; a missing one is a fault where it is required."""
        if isinstance(node, Scalar) and (node.text.strip() or not required):
            return node.text.strip()
        if node is not None or required:
            self.fault(node or self.node, message("has no text as {name}", name=name))
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
        themes=_with_bounded_levels(records("themes", _theme), problems),
        synonyms=records("synonyms", _group),
        organizations=records("organizations", _organization),
        regions=records("regions", _region),
        picks=records("picks", _pick),
        **word_groups(folder, problems),
    )
    return vocabulary, tuple(problems)


def word_groups(folder: Path, problems: list[Problem]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the groups of ``words.yml``: ``apart`` and ``same``, each of single words."""
    path, root = PurePosixPath("vocabulary", "words.yml"), _root(folder / "words.yml", problems)
    if root is None:
        return {}
    entry = Entry(root, path, problems)
    fields = entry.fields("apart", "same")
    groups = {name: tuple(_word_groups(node, path, problems)) for name, node in fields.items() if name in GROUPS}
    both = {word for group in groups.get("apart", ()) for word in group} & {
        word for group in groups.get("same", ()) for word in group
    }
    for word in sorted(both):
        entry.fault(root, message("has {word!r} under apart and under same", word=word), message("keep one of them"))
    return {GROUPS[name]: group for name, group in groups.items()}


def _word_groups(node: Node, path: PurePosixPath, problems: list[Problem]) -> Iterator[tuple[str, ...]]:
    if not isinstance(node, Items):
        if not isinstance(node, Scalar) or node.text.strip():
            Entry(node, path, problems).fault(
                node, message("is not a list of groups"), message("write [[informal, information]]")
            )
        return
    for item in node.items:
        entry = Entry(item, path, problems)
        group = _group(entry)
        several = [text for text in group if len(words(text)) != 1]
        if several:
            entry.fault(
                item,
                message("has {several!r}, which is not one word", several=several[0]),
                message("synonyms.yml has phrases"),
            )
        if not entry.faulty:
            yield group


def _records(file: Path, make: Callable[[Entry], Record], problems: list[Problem]) -> Iterator[Record]:
    path, root = PurePosixPath("vocabulary", file.name), _root(file, problems)
    if root is None:
        return
    if not isinstance(root, Items):
        problems.append(
            Problem(
                path, root.line, root.column, message("is not a list"), message("begin entries with -"), code=UNREADABLE
            )
        )
        return
    for node in root.items:
        entry = Entry(node, path, problems)
        record = make(entry)
        if not entry.faulty:
            yield record


def _root(file: Path, problems: list[Problem]) -> Node | None:
    """Return what a file has; None where there is none, nothing in it, or it cannot be read."""
    path = PurePosixPath("vocabulary", file.name)
    try:
        text = read_regular_file(file, MAX_BYTES).decode("utf-8-sig")
        root = load(text.replace("\r\n", "\n").replace("\r", "\n"))
    except FileNotFoundError:
        return None
    except (YamlError, UnicodeDecodeError, OSError) as error:
        line, column = (error.line, error.column) if isinstance(error, YamlError) else (1, 1)
        sentence = (
            error.message if isinstance(error, YamlError) else message("cannot be read: {error}", error=_reason(error))
        )
        suggestion = error.suggestion if isinstance(error, YamlError) else ""
        problems.append(Problem(path, line, column, sentence, suggestion, code=UNREADABLE))
        return None
    return None if isinstance(root, Scalar) and not root.text.strip() else root


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _theme(entry: Entry) -> Theme:
    fields = entry.fields("id", "label", "cues", "broader")
    label = fields.get("label")
    labels = _labels(entry, label)
    if fields and not isinstance(label, Entries):
        entry.fault(label or entry.node, message("has no labels"), _LABELS)
    return Theme(
        entry.text(fields.get("id"), "id", required=bool(fields)),
        labels,
        entry.texts(fields.get("cues"), "cues"),
        entry.text(fields.get("broader"), "broader"),
    )


def _with_bounded_levels(themes: tuple[Theme, ...], problems: list[Problem]) -> tuple[Theme, ...]:
    """Return the themes; one that is too many levels below another has no broader one: each level costs searches."""
    broader = {theme.id: theme.broader for theme in themes if theme.broader}
    bounded = []
    for theme in themes:
        above, ancestor = list[str](), theme.broader
        while ancestor not in ("", theme.id, *above) and len(above) <= MAX_LEVELS:
            above.append(ancestor)
            ancestor = broader.get(ancestor, "")
        if len(above) > MAX_LEVELS:
            sentence = message(
                "the theme {id} is more than {max_levels} levels below another", id=theme.id, max_levels=MAX_LEVELS
            )
            problems.append(Problem(PurePosixPath("vocabulary", "themes.yml"), 1, 1, sentence, code="vocabulary"))
        bounded.append(replace(theme, broader="") if len(above) > MAX_LEVELS else theme)
    return tuple(bounded)


def _labels(entry: Entry, label: Node | None) -> dict[str, str]:
    """Return the label in each language that has one."""
    if not isinstance(label, Entries):
        return {}
    for key, _ in label.entries:
        if key.text not in LANGUAGES:
            entry.fault(
                key,
                message("has a label in {text!r}", text=key.text),
                message("the languages are {languages}", languages=", ".join(LANGUAGES)),
            )
    return {key.text: entry.text(value, "label", required=True) for key, value in label.entries}


def _group(entry: Entry) -> tuple[str, ...]:
    group = entry.texts(entry.node, "word")
    if len(group) < 2 and not entry.faulty:
        entry.fault(entry.node, message("is a group of fewer than two words"))
    if len(group) > MAX_GROUP:
        entry.fault(entry.node, message("is a group of more than {max_group} words", max_group=MAX_GROUP))
    return group


def _organization(entry: Entry) -> Organization:
    names = entry.texts(entry.fields("names").get("names"), "names")
    if not names and not entry.faulty:
        entry.fault(entry.node, message("has no names"))
    return Organization(names)


def _region(entry: Entry) -> Region:
    fields = entry.fields("id", "names", "label", "countries", "members")
    marked = fields.get("members")
    shares = isinstance(marked, Scalar) and marked.text.strip() == SHARE
    members_node = fields.get("countries") if shares or "countries" in fields else marked
    members = []
    for name in entry.texts(members_node, "countries"):
        code = country_code(name)
        if code is None:
            entry.fault(members_node or entry.node, message("has an unknown country {name!r}", name=name))
        else:
            members.append(code)
    if "countries" in fields and marked is not None and not shares:
        entry.fault(
            marked,
            message("has countries, and members that are not the word share"),
            message("write members: {share}", share=SHARE),
        )
    id_ = entry.text(fields.get("id"), "id", required=bool(fields)).lower()
    if id_.upper() in codes():
        entry.fault(
            fields["id"], message("has the code of a country as id, {id!r}", id=id_), message("take a longer one")
        )
    names = entry.texts(fields.get("names"), "names")
    return Region(id_, names, tuple(members), shares, _labels(entry, fields.get("label")))


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
        entry.fault(
            node or entry.node,
            message("has no date {text!r} as {name}", text=text, name=name),
            message("write it as 2011-09-06"),
        )
        return None
