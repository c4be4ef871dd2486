"""What is chosen for one box. The same names serve as the element's attributes and as the frame's parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from policysearch.model.document import FACETS
from policysearch.web import search_params

Pairs = list[tuple[str, str]]

MODES = ("box", "results", "list")
SCHEMES = ("light", "dark", "auto")
SEARCHED = ("q", *FACETS, "view", "sort")  # what the results page understands too
_OWN = {
    "mode": re.compile("results|list"),
    "placeholder": re.compile(r"[^\x00-\x1f\x7f]{1,100}"),
    "target": re.compile("_blank|_top|_parent|_self"),
    "scheme": re.compile("|".join(SCHEMES)),
    "accent": re.compile("#[0-9a-fA-F]{6}"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """(name, value) in the order they are written; a facet's name may come several times."""

    pairs: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """The first value of that name, or nothing."""
        return next((value for known, value in self.pairs if known == name), "")

    def attributes(self) -> Pairs:
        """For the element: each name once, a facet's values in one."""
        names = dict.fromkeys(name for name, _value in self.pairs)
        return [(name, _between(name).join(v for n, v in self.pairs if n == name)) for name in names]

    def searched(self) -> Pairs:
        """For the results page, the feed and the plain form, where everything is what it finds."""
        return [(name, value) for name, value in self.pairs if name in SEARCHED]

    def without(self, *names: str) -> Options:
        """All the others."""
        return Options(tuple(pair for pair in self.pairs if pair[0] not in names))


def read(args: MultiDict[str, str], language: str) -> Options:
    """Those of ``args`` that are well-formed, for readers of ``language``; the others are left aside."""
    own = {name: args[name] for name, pattern in _OWN.items() if pattern.fullmatch(args.get(name, ""))}
    asked = search_params.leniently(args)
    facets = [(name, value) for name in FACETS for value in asked.facets.get(name, ())]
    single = [(name, asked.single.get(name, "")) for name in ("q", "view", "sort", "limit")]
    pairs = [
        ("mode", own.pop("mode", "")),
        ("lang", language),
        *single[:1],
        *facets,
        *((name, value) for name, value in single[1:] if value != search_params.DEFAULTS.get(name)),
        *own.items(),
    ]
    return Options(tuple(pair for pair in pairs if pair[1]))


def _between(name: str) -> str:
    return ";" if name == "partner" else " "
