"""The options of one box. The same names serve as the element's attributes and as the frame's parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from policysearch.model.document import FACETS
from policysearch.web import search_params

Pairs = list[tuple[str, str]]

MODES = ("box", "results", "list")
SCHEMES = ("light", "dark", "auto")
SEARCH_NAMES = ("q", *FACETS, "view", "sort")  # the results page understands them too
_PATTERNS = {
    "mode": re.compile("results|list"),
    "placeholder": re.compile(r"[^\x00-\x1f\x7f]{1,100}"),
    "target": re.compile("_blank|_top|_parent|_self"),
    "scheme": re.compile("|".join(SCHEMES)),
    "accent": re.compile("#[0-9a-fA-F]{6}"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """Pairs (name, value) in the order in which they are written; a facet's name may occur several times."""

    pairs: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """Return the first value of a name; empty without one."""
        return next((value for key, value in self.pairs if key == name), "")

    def attributes(self) -> Pairs:
        """Return the attributes of the element: each name once, with all values of a facet in one."""
        names = dict.fromkeys(name for name, _value in self.pairs)
        return [(name, _separator(name).join(v for n, v in self.pairs if n == name)) for name in names]

    def search_params(self) -> Pairs:
        """Return the parameters of the results page, the feed and the plain form."""
        return [(name, value) for name, value in self.pairs if name in SEARCH_NAMES]

    def without(self, *names: str) -> Options:
        """Return the options without those of ``names``."""
        return Options(tuple(pair for pair in self.pairs if pair[0] not in names))


def read_options(args: MultiDict[str, str], language: str) -> Options:
    """Return the well-formed options of ``args``, for readers of ``language``."""
    box_options = {name: args[name] for name, pattern in _PATTERNS.items() if pattern.fullmatch(args.get(name, ""))}
    params = search_params.parse_lenient(args)
    facets = [(name, value) for name in FACETS for value in params.facets.get(name, ())]
    single = [(name, params.single.get(name, "")) for name in ("q", "view", "sort", "limit")]
    pairs = [
        ("mode", box_options.pop("mode", "")),
        ("lang", language),
        *single[:1],
        *facets,
        *((name, value) for name, value in single[1:] if value != search_params.DEFAULTS.get(name)),
        *box_options.items(),
    ]
    return Options(tuple(pair for pair in pairs if pair[1]))


def _separator(name: str) -> str:
    return ";" if name in ("partner", "funder") else " "
