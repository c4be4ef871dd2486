"""Sentences for people that a translation can be found for: words with gaps, and what fills the gaps.

Rooms write in English, ``message("There is no folder {path}.", path=path)``, and know no reader. The result is the
English text, so that whoever needs no other language does nothing. ``cli.language`` translates by ``template``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Message(str):
    """An English text that remembers its ``template`` and ``values``; ``plural`` is the template of many, or empty."""

    template: str
    plural: str
    values: dict[str, Any]

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the template when one process hands the message to another."""
        return _message, (str(self), self.template, self.plural, self.values)


class JoinedMessages(str):
    """Several messages in one text, with ``separator`` between them."""

    parts: tuple[str, ...]
    separator: str

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the parts when one process hands the text to another."""
        return joined, (self.separator, self.parts)


def message(template: str, /, **values: Any) -> Message:
    """Return ``template`` with its gaps, which are those of ``str.format``, filled with ``values``."""
    return _message(template.format(**values) if values else template, template, "", values)


def plural_message(singular: str, plural: str, number: int, /, **values: Any) -> Message:
    """Return the template for ``number``, filled with it under that name and with the other ``values``."""
    values["number"] = number
    return _message((singular if number == 1 else plural).format(**values), singular, plural, values)


def joined(separator: str, parts: Sequence[str]) -> JoinedMessages:
    """Return the ``parts`` as one text; each keeps its own translation."""
    result = JoinedMessages(separator.join(parts))
    result.parts, result.separator = tuple(parts), separator
    return result


def as_message(text: str) -> Message | JoinedMessages:
    """Return a text of a room as a message, so that it is translated within another one too."""
    return text if isinstance(text, Message | JoinedMessages) else message(text)


def to_json(text: str) -> str | dict[str, Any]:
    """Return a text, or what a message without a plural is made of, as plain JSON values."""
    if not isinstance(text, Message):
        return str(text)
    values = {name: value if isinstance(value, int | float) else to_json(value) for name, value in text.values.items()}
    return {"template": text.template, "values": values, "text": str(text)}


def from_json(value: Any, levels: int = 3) -> str:
    """Return the message of ``to_json``'s value, with messages within it to ``levels``.

    Another process sent it: it is used as text, whatever it is.
    """
    if not isinstance(value, dict) or not levels:
        return str(value)
    values = {
        str(name): part if isinstance(part, int | float) else from_json(part, levels - 1)
        for name, part in value["values"].items()
    }
    return _message(str(value["text"]), str(value["template"]), "", values)


def _message(text: str, template: str, plural: str, values: dict[str, Any]) -> Message:
    result = Message(text)
    result.template, result.plural, result.values = template, plural, values
    return result
