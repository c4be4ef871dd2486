"""YAML with every scalar read as text, each with its line and column; no tags, no aliases, nothing constructed."""

from policysearch.yamltext import fast_reader, pyyaml_reader
from policysearch.yamltext.nodes import Entries, Items, Node, Scalar, YamlError

__all__ = ["Entries", "Items", "Node", "Scalar", "YamlError", "load"]


def load(text: str, first_line: int = 1) -> Node:
    """Return ``text`` as nodes; an empty text is an empty Scalar. Raise YamlError.

    Lines count from ``first_line``, columns from 1.
    """
    return fast_reader.read(text, first_line) or pyyaml_reader.read(text, first_line)
