"""Front-matter nodes -> values of a Workshop, and a Problem with its place for every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import PurePosixPath

from rapidfuzz import process
from rapidfuzz.distance.OSA import normalized_similarity

from policysearch.materials.front_matter import Material
from policysearch.materials.iso_days import example_day, iso_day
from policysearch.model.message import message
from policysearch.model.period import read_period
from policysearch.model.problem import Problem, Severity
from policysearch.model.workshop import Link
from policysearch.settings import LANGUAGES
from policysearch.text import fold
from policysearch.vocabulary.countries import codes, country_code, country_name, names_of
from policysearch.vocabulary.model import Vocabulary
from policysearch.yamltext import Entries, Items, Node, Scalar

MAX_SUGGESTIONS = 20
MAX_FIELD = 5_000  # characters of a text
MAX_ITEMS = 1_000  # of a list
MAX_COMPARED = 100  # characters of a text that is compared with names
_QUOTES = "“”„«»‘’\"'"
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class Fields:
    """The fields of a material, read by name. Problems are collected in ``problems``."""

    def __init__(self, material: Material, path: PurePosixPath) -> None:
        self.material = material
        self.path = path
        self.problems: list[Problem] = []
        self._suggestions = 0

    def report(
        self, node: Node | None, message: str, suggestion: str = "", code: str = "", severity: Severity = "error"
    ) -> None:
        """Report a problem at ``node`` (None: at the beginning of the file)."""
        line, column = (node.line, node.column) if node else (1, 1)
        self.problems.append(Problem(self.path, line, column, message, suggestion, severity, code))

    def check_names(self, names: tuple[str, ...]) -> None:
        """Report keys that are not among ``names``, and repeated keys."""
        seen: set[str] = set()
        for key in self.material.keys:
            if key.text not in names:
                close = self._closest(key.text, names)
                hint = (
                    message("did you mean {close}?", close=close)
                    if close
                    else message("the fields are {names}", names=", ".join(names))
                )
                self.report(key, message("unknown field {text!r}", text=key.text), hint, "unknown-field")
            elif key.text in seen:
                self.report(
                    key,
                    message("the field {text} is given twice", text=key.text),
                    message("keep one"),
                    "repeated-field",
                )
            seen.add(key.text)

    def text(self, name: str) -> str:
        """Return a text; empty where the field is missing."""
        node = self.material.fields.get(name)
        return self._text(node, name) if node else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; one text is a list of one."""
        return tuple(item.text.strip() for item in self._scalars(name))

    def day(self, name: str, required: bool = False) -> date | None:
        """Return a date written as 2011-09-06; None where it is missing or malformed."""
        period = self.period(name, required)
        if period and period[0] != period[1]:
            self.report(
                self.material.fields[name],
                message("{name} needs a whole date", name=name),
                message("write it as 2011-09-06"),
                "bad-date",
            )
            return None
        return period[0] if period else None

    def period(self, name: str, required: bool = False) -> tuple[date, date] | None:
        """Return the first and last day of a date, a month (2011-09) or a year; None where it is missing or wrong."""
        node = self.material.fields.get(name)
        text = self.text(name)
        if not text:
            if required and not isinstance(node, Items | Entries):
                self.report(
                    node,
                    message("the {name} date is missing", name=name),
                    message("write {name}: 2011-09-06", name=name),
                    "missing-date",
                )
            return None
        try:
            return read_period(text)
        except ValueError as error:
            mended = iso_day(text)
            day = example_day(text)
            hint = (
                message("write {mended}", mended=mended)
                if mended
                else message("write it as {day}, or as {month} where the days are not known", day=day, month=day[:7])
            )
            self.report(
                node,
                message("{name} has no date {text!r}: {error}", name=name, text=text, error=error),
                hint,
                "bad-date",
            )
            return None

    def choice(self, name: str, values: tuple[str, ...]) -> str:
        """Return one of ``values``; empty where the field is missing or something else."""
        text = self.text(name).lower()
        if text and text not in values:
            hint = message("write {values}, or take it out", values=" or ".join(values))
            self.report(
                self.material.fields[name],
                message("{name} cannot be {text!r}", name=name, text=text),
                hint,
                "bad-choice",
            )
        return text if text in values else ""

    def flag(self, name: str) -> bool:
        """Return whether the field is true; false where it is missing."""
        text = self.text(name).lower()
        if text not in ("", "true", "false", "yes", "no"):
            self.report(
                self.material.fields[name],
                message("{name} cannot be {text!r}", name=name, text=text),
                message("write true or false"),
                "bad-flag",
            )
        return text in ("true", "yes")

    def language(self, name: str) -> str:
        """Return one of the four languages; English where the field is missing."""
        text = self.text(name).lower() or "en"
        if text not in LANGUAGES:
            hint = message("the languages are {languages}", languages=", ".join(LANGUAGES))
            self.report(
                self.material.fields[name], message("unknown language {text!r}", text=text), hint, "unknown-language"
            )
            return "en"
        return text

    def country(self, name: str) -> str:
        """Return a country's code; empty where the field is missing or the country unknown."""
        node = self.material.fields.get(name)
        text = self.text(name)
        return self._country(text, node) if text else ""

    def countries(self, name: str) -> tuple[str, ...] | None:
        """Return countries' codes; None where the field is missing."""
        if name not in self.material.fields:
            return None
        return tuple(code for item in self._scalars(name) if (code := self._country(item.text.strip(), item)))

    def places(self, name: str, vocabulary: Vocabulary) -> tuple[str, ...] | None:
        """Return countries' codes and regions' ids; None where the field is missing."""
        if name not in self.material.fields:
            return None
        values = (
            vocabulary.region_ids.get(fold(item.text.strip())) or self._country(item.text.strip(), item)
            for item in self._scalars(name)
        )
        return tuple(value for value in values if value)

    def themes(self, name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        """Return ids of themes; a theme's label in any language counts as its id."""
        by_name = vocabulary.theme_ids
        themes = []
        for item in self._scalars(name):
            theme = by_name.get(fold(item.text.strip()))
            if theme is None:
                close = self._closest(fold(item.text.strip()), by_name)
                hint = (
                    message("did you mean {close}?", close=by_name[close])
                    if close
                    else message("themes are in vocabulary/themes.yml")
                )
                self.report(item, message("unknown theme {strip!r}", strip=item.text.strip()), hint, "unknown-theme")
            else:
                themes.append(theme)
        return tuple(dict.fromkeys(themes))

    def links(self, name: str) -> tuple[Link, ...]:
        """Return addresses, with the titles they have."""
        links = []
        for node in self._items(name):
            parts = self.parts(node, ("title", "url"), name)
            url = node.text.strip() if isinstance(node, Scalar) else parts.get("url", "")
            if not _URL.fullmatch(url):
                self.report(node, message("{url!r} is no address", url=url), message("write https://…"), "bad-link")
            else:
                links.append(Link(parts.get("title", ""), url))
        return tuple(links)

    def parts(self, node: Node, names: tuple[str, ...], name: str) -> dict[str, str]:
        """Return the texts of an entry such as {title, url} by name; unknown names are problems."""
        if not isinstance(node, Entries):
            return {}
        for key, _ in node.entries:
            if key.text not in names:
                self.report(
                    key,
                    message("unknown field {text!r} in {name}", text=key.text, name=name),
                    message("it has {names}", names=", ".join(names)),
                    "unknown-field",
                )
        return {key.text: self._text(value, name) for key, value in node.entries if key.text in names}

    def items(self, name: str) -> tuple[Node, ...]:
        """Return a list's nodes as they are."""
        return tuple(self._items(name))

    def _text(self, node: Node | None, name: str) -> str:
        if isinstance(node, Items | Entries):
            self.report(
                node, message("{name} takes one text", name=name), message("put quotes around it"), "not-a-text"
            )
            return ""
        return self._bounded(node, name) if node else ""

    def _bounded(self, node: Scalar, name: str) -> str:
        """Return the words of ``node``; empty where they are too long for a page."""
        text = " ".join(node.text.split())
        if len(text) <= MAX_FIELD:
            return text
        sentence = message("{name} has more than {max_field:,} characters", name=name, max_field=MAX_FIELD)
        self.report(node, sentence, message("write long texts below the front matter"), "too-complex")
        return ""

    def _items(self, name: str) -> Iterator[Node]:
        node = self.material.fields.get(name)
        if isinstance(node, Items) and len(node.items) > MAX_ITEMS:
            sentence = message("{name} has more than {max_items:,} entries", name=name, max_items=MAX_ITEMS)
            self.report(node, sentence, "", "too-complex")
        elif isinstance(node, Items):
            yield from node.items
        elif isinstance(node, Entries) or (isinstance(node, Scalar) and node.text.strip()):
            yield node

    def _scalars(self, name: str) -> Iterator[Scalar]:
        for node in self._items(name):
            if isinstance(node, Scalar) and node.text.strip():
                yield Scalar(self._bounded(node, name), node.line, node.column)
            else:
                self.report(
                    node,
                    message("{name} takes a list of texts", name=name),
                    message("put quotes around each"),
                    "not-a-text",
                )

    def _country(self, text: str, node: Node | None) -> str:
        code = country_code(text)
        if code is None:
            close_code = country_code(text.strip(_QUOTES)) or _country_names().get(
                self._closest(fold(text), _country_names())
            )
            name = country_name(close_code, self._language()) if close_code else ""
            hint = message("did you mean {name}?", name=name) if name else message("write a two-letter code such as PA")
            self.report(node, message("unknown country {text!r}", text=text), hint, "unknown-country")
        return code or ""

    def _language(self) -> str:
        text = self.text("language").lower()
        return text if text in LANGUAGES else "en"

    def _closest(self, text: str, names: Iterable[str]) -> str:
        """Return the name most like ``text``; empty without one, and after ``MAX_SUGGESTIONS`` of them."""
        self._suggestions += 1
        if self._suggestions > MAX_SUGGESTIONS or len(text) > MAX_COMPARED:
            return ""
        close = process.extractOne(text, [*names], scorer=normalized_similarity, score_cutoff=0.6)
        return close[0] if close else ""


@cache
def _country_names() -> Mapping[str, str]:
    """Return the codes of countries by their names, folded."""
    return {fold(name): code for code in sorted(codes()) for name in names_of(code)}
