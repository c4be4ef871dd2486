"""YAML with every scalar read as text, each with its line and column; no tags, no aliases, nothing constructed."""

from policysearch.yamltext import fast_reader, pyyaml_reader
from policysearch.yamltext.nodes import Entries, Items, Node, Scalar, YamlError

__all__ = ["Entries", "Items", "Node", "Scalar", "YamlError", "load"]


def load(text: str, first_line: int = 1) -> Node:
    """``text`` as nodes; its first line is line ``first_line``. Raises YamlError. An empty text is an empty Scalar."""
    return fast_reader.read(text, first_line) or pyyaml_reader.read(text, first_line)
