"""YAML through the library: nothing is constructed; tags and aliases are refused, mistakes named with their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from policysearch.model.message import message
from policysearch.yamltext.nodes import Entries, Items, Node, Scalar, YamlError

MAX_DEPTH = 8
_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_UNQUOTED_COLON = re.compile(
    r"^(?P<key>[A-Za-z_-]+: +|\s*- +(?:title: +|(?![a-z_]+:\s)))(?P<value>[^\s'\"\[{|>#&*!%@`].*:\s.*)$"
)
_COMMENT = re.compile(r"(?<!\s)\s+#.*$")
# Only a text with so many opening brackets, or a line that begins so, can be nested more than MAX_DEPTH deep.
_BLOCK_DEPTH = re.compile(rf"^[ \t?:-]{{{MAX_DEPTH - 1}}}", re.MULTILINE)


def read(text: str, first_line: int) -> Node:
    """Return ``text`` as nodes, its first line ``first_line``; an empty text is an empty Scalar. Raise YamlError."""
    _bound_depth(text, first_line)
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        root = _compose_with_colons_quoted(text, first_line)
    if root is None:
        return Scalar("", first_line, 1)
    return _node(root, first_line, set(), 0)


def _bound_depth(text: str, first_line: int) -> None:
    """Raise YamlError where ``text`` is nested too deeply: the library recurses, and in C that ends the process."""
    if text.count("[") + text.count("{") < MAX_DEPTH and not _BLOCK_DEPTH.search(text):
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):  # not recursive
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH + 1:
                    line, column = (mark.line, mark.column) if (mark := event.start_mark) else (0, 0)
                    raise YamlError(line + first_line, column + 1, "is nested too deeply")
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return  # nested no deeper up to the mistake, where composing ends too


def _compose_with_colons_quoted(text: str, first_line: int) -> yaml.Node | None:
    """Try again with values in quotes: people write "title: Trade and Poverty: Policies"."""
    quoted = "\n".join(_quoted(line) for line in text.split("\n"))
    _bound_depth(quoted, first_line)
    try:
        return yaml.compose(quoted, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        is_open = "quoted scalar" in (error.context or "")
        if mark and (is_open or mark.line > text.count("\n")):  # where the open part begins says more than its end
            mark = error.context_mark or mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        raise YamlError(
            line, column, message("is not readable YAML: {problem}", problem=error.problem), _hint(error)
        ) from error
    except yaml.YAMLError as error:
        raise YamlError(first_line, 1, f"is not readable YAML: {error}".split("\n")[0]) from error


def _quoted(line: str) -> str:
    match = _UNQUOTED_COLON.match(line)
    if not match:
        return line
    value = _COMMENT.sub("", match["value"]).replace("'", "''")
    return f"{match['key']}'{value}'"


def _hint(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "alias" in problem or "anchor" in problem:
        return message("put quotes around a text with & or * at its beginning")
    if "tab" in problem or "cannot start any token" in problem:
        return message("indent with spaces; put quotes around a text with unusual signs")
    return message("put quotes around the text")


def _node(node: yaml.Node, first_line: int, seen: set[int], depth: int) -> Node:
    line, column = node.start_mark.line + first_line, node.start_mark.column + 1
    if depth > MAX_DEPTH:
        raise YamlError(line, column, "is nested too deeply")
    if node.tag not in _PLAIN_TAGS:
        raise YamlError(
            line, column, message("has the tag {tag!r}, which is not allowed", tag=node.tag), "leave the tag out"
        )
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, line, column)
    if id(node) in seen:
        raise YamlError(line, column, "uses a YAML alias, which is not allowed", "write the text out")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_node(item, first_line, seen, depth + 1) for item in node.value), line, column)
    return Entries(tuple(_entries(node, first_line, seen, depth)), line, column)


def _entries(node: yaml.Node, first_line: int, seen: set[int], depth: int) -> Iterator[tuple[Scalar, Node]]:
    for key, value in node.value:
        name = _node(key, first_line, seen, depth + 1)
        if not isinstance(name, Scalar):
            raise YamlError(name.line, name.column, "has a name that is not a text")
        yield name, _node(value, first_line, seen, depth + 1)
