"""A tool: its description for assistants, the arguments it takes, and how it asks the API."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from policysearch.mcp.json_rpc import JSON

Parameters = Sequence[tuple[str, str]]
_READS_ONLY = {"readOnlyHint": True, "destructiveHint": False, "idempotentHint": True, "openWorldHint": False}


class ApiRefusalError(Exception):
    """What the API answered in place of a result, in a sentence."""


class ToolError(Exception):
    """What is wrong with the arguments of a call, in a sentence that an assistant can act on."""


class AskApi(Protocol):
    """Asks the API for ``path`` (below ``/api/v1``), by POST where there is a ``body``. Raises ApiRefusalError."""

    def __call__(self, path: str, parameters: Parameters, body: JSON | None = None) -> JSON: ...


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing that an assistant may ask for. ``properties`` is the JSON Schema of its arguments, by name."""

    name: str
    title: str
    description: str
    properties: Mapping[str, JSON]
    call: Callable[[JSON, AskApi], JSON]
    required: tuple[str, ...] = field(default=())

    def description_for_clients(self) -> JSON:
        """Return the tool as ``tools/list`` names it: it reads, and changes nothing."""
        schema = {
            "type": "object",
            "properties": dict(self.properties),
            "required": [*self.required],
            "additionalProperties": False,
        }
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": schema,
            "annotations": _READS_ONLY,
        }

    def check(self, arguments: JSON) -> None:
        """Raise ToolError for the first argument that is missing, unknown or malformed."""
        for name in self.required:
            if name not in arguments:
                raise ToolError(f"The argument {name} is missing.")
        for name, value in arguments.items():
            if name not in self.properties:
                raise ToolError(f"There is no argument {name!r}; known are {', '.join(self.properties)}.")
            if (expected := _expectation(value, self.properties[name])) is not None:
                raise ToolError(f"The argument {name} takes {expected}.")


def _expectation(value: Any, schema: JSON) -> str | None:
    """Return what ``schema`` expects, in words, where ``value`` is something else."""
    kind = schema["type"]
    if kind == "array":
        least, most = schema.get("minItems", 0), schema["maxItems"]
        items = schema["items"]
        is_list = isinstance(value, list) and least <= len(value) <= most
        if not is_list or any(_expectation(item, items) for item in value):
            return f"a list of {least} to {most} values, each {_words(items)}"
        return None
    return None if _is_well_formed(value, schema) else _words(schema)


def _is_well_formed(value: Any, schema: JSON) -> bool:
    if schema["type"] == "integer":
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return is_number and schema["minimum"] <= value <= schema["maximum"]
    if not isinstance(value, str) or not schema.get("minLength", 0) <= len(value) <= schema["maxLength"]:
        return False
    return value in schema.get("enum", [value]) and re.search(schema.get("pattern", ""), value) is not None


def _words(schema: JSON) -> str:
    if schema["type"] == "integer":
        return f"a whole number from {schema['minimum']} to {schema['maximum']}"
    if "enum" in schema:
        return f"one of {', '.join(schema['enum'])}"
    example = f", such as {schema['examples'][0]}" if "examples" in schema else ""
    return f"a text of at most {schema['maxLength']:,} characters{example}"
