"""The messages that staff read, found in the source, and texts of the source that no translation could be found for."""

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

import click

import policysearch
from policysearch.cli import COMMANDS
from policysearch.cli import policysearch as group
from policysearch.cli.language import help_messages
from policysearch.cli.output import NOUNS

SOURCE = Path(policysearch.__file__).parent
SINGLE, PLURAL = {"_", "message", "gettext"}, {"ngettext", "plural_message"}
PRINTING = {"echo", "secho", "prompt", "confirm", "style", "UsageError", "BadParameter", "progress"}

VALUE_ERRORS = {"settings.py", "setting_values.py", "text/phrase_patterns.py", "model/period.py"}  # shown to people
FORMS_OF_FILES = {"Problem", "LeftOut", "report", "fault", "Damage"}
Words = str | tuple[str, ...]
_WORD = re.compile(r"[^\W\d_]{2,}.*\s|\s.*[^\W\d_]{2,}", re.DOTALL)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith(("web/", "mcp/")):  # pages have words of their own, and assistants read English
            yield name, ast.parse(path.read_text("utf-8"))


def messages() -> set[Words]:
    """Return what the source says, with the help of all commands."""
    commands = [group, *(group.get_command(click.Context(group), name) for name in COMMANDS)]
    helps = {words for command in commands if command for words in help_messages(command)}
    said = {words for name, tree in sources() for words in _said(name, tree)}
    return said | helps | set(NOUNS.values())


def _said(name: str, tree: ast.Module) -> Iterator[Words]:
    for call in _calls(tree):
        constants = [node.value for node in call.args if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        if _name(call) in SINGLE and constants:
            yield constants[0]
        elif _name(call) in PLURAL and len(constants) == 2:
            yield tuple(constants)
        elif _is_error(name, call):
            yield from (str(node.value) for node in _texts(call.args) if isinstance(node, ast.Constant))


def untranslatable() -> Iterator[str]:
    """Yield the place of each text that staff read and that is no message."""
    for name, tree in sources():
        for call in _calls(tree):
            is_printed = name.startswith("cli/") and _name(call) in PRINTING
            if is_printed or _name(call) in FORMS_OF_FILES:
                yield from (f"{name}:{node.lineno}" for node in _texts(call.args) if not _is_command(node))
            elif _is_error(name, call):
                yield from (f"{name}:{node.lineno}" for node in _texts(call.args) if isinstance(node, ast.JoinedStr))


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _is_error(name: str, call: ast.Call) -> bool:
    error = _name(call)
    is_own = error.endswith("Error") and not hasattr(builtins, error)
    return is_own or (error == "ValueError" and name in VALUE_ERRORS)


def _texts(nodes: list[ast.expr]) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Yield the texts with words among arguments, those of conditional ones too."""
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _texts([node.body, node.orelse])
        elif isinstance(node, ast.Constant | ast.JoinedStr) and _has_words(node):
            yield node


def _is_command(node: ast.Constant | ast.JoinedStr) -> bool:
    """Return whether a text is a line to type, which is the same in every language."""
    return "policysearch build" in ast.unparse(node)


def _has_words(node: ast.Constant | ast.JoinedStr) -> bool:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    literal = "\0".join(
        str(part.value) for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )
    return bool(_WORD.search(literal))
