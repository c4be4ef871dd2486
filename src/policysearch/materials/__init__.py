"""Materials: Markdown with front matter -> Workshop and Problems. The only room that knows Markdown.

A search needs neither Markdown nor YAML: what reads and renders is imported at its first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from policysearch.materials.sources import Source, sources

if TYPE_CHECKING:
    from policysearch.materials.markdown import plain, render
    from policysearch.materials.parallel import read_all
    from policysearch.materials.read_workshop import read

__all__ = ["Source", "plain", "read", "read_all", "render", "sources"]

_LAZY = {"plain": "markdown", "render": "markdown", "read": "read_workshop", "read_all": "parallel"}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
