"""The plain YAML that nearly all front matter keeps to, read line by line: five times as fast as the library.

A line is ``name: text``, ``name: "text"``, ``name: [one, two]``, or ``name:`` with a list of such texts under it, and
a text has nothing in it that could mean anything else. Any other form is left to the library; where both read a text
they agree, places included (``tests/test_yamltext.py``).
"""

from __future__ import annotations

import re

from policysearch.yamltext.nodes import Entries, Items, Node, Scalar

_FORBIDDEN = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_RUN = rf"[^:#{_FORBIDDEN}]++"
_TEXT = rf"(?:[^\W_](?:{_RUN}|:(?=[^\s:#])|(?<=[^\s:#])#)*+|\"[^\"\\{_FORBIDDEN}]*+\")"
_NAME = r"[^\W_][\w.()'’&/-]*+(?:[ ][\w.()'’&/-]++)*"
_LINE = re.compile(
    rf"(?:(?P<key>[a-z][a-z_-]{{0,30}}):(?:[ ]+(?:(?P<value>{_TEXT})|\[(?P<names>{_NAME}(?:,[ ]*{_NAME})*)\]))?"
    rf"|(?P<dash>[ ]*-[ ]+)(?P<item>{_TEXT}))[ ]*(?:\n|\Z)"
)
_EACH = re.compile(_NAME)


def read(text: str, first_line: int) -> Node | None:
    """Return the fields as Entries; None where the library has to read them."""
    entries: list[tuple[Scalar, Node]] = []
    items: list[Scalar] = []
    place = (0, 0)  # of the list's first dash
    is_open = False  # whether the last field may have a list
    start, line = 0, first_line
    while start < len(text):
        match = _LINE.match(text, start)
        if match is None:
            return None
        key, value, names, dash, item = match.groups()
        if key is None:
            column = len(dash.rstrip(" ")) if is_open else 0
            if not column or (items and column != place[1]):
                return None
            place = place if items else (line, column)
            items.append(_scalar(item, line, len(dash) + 1))
        else:
            if items:
                entries[-1] = (entries[-1][0], Items(tuple(items), *place))
                items = []
            is_open = value is None and names is None
            entries.append((Scalar(key, line, 1), _value(match, start, line)))
        start, line = match.end(), line + 1
    if items:
        entries[-1] = (entries[-1][0], Items(tuple(items), *place))
    return Entries(tuple(entries), first_line, 1) if entries else None


def _value(match: re.Match[str], start: int, line: int) -> Node:
    value, names = match.group("value", "names")
    if value is not None:
        return _scalar(value, line, match.start("value") - start + 1)
    if names is None:
        return Scalar("", line, match.end("key") - start + 2)
    first = match.start("names") - start + 1
    each = tuple(Scalar(name[0], line, first + name.start()) for name in _EACH.finditer(names))
    return Items(each, line, first - 1)


def _scalar(text: str, line: int, column: int) -> Scalar:
    return Scalar(text[1:-1] if text[0] == '"' else text.rstrip(" "), line, column)
