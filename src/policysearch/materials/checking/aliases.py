"""Former names of workshops that lead to two places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.model.workshop import Workshop


def alias_problems(workshops: Sequence[Workshop], files: Mapping[str, PurePosixPath]) -> Iterator[Problem]:
    """Yield advice for every alias that another workshop has as its name or as an alias."""
    owners: dict[str, str] = {}
    for workshop in workshops:
        for alias in workshop.aliases:
            other = alias if alias in files and alias != workshop.slug else owners.get(alias, "")
            owners.setdefault(alias, workshop.slug)
            if other and other != workshop.slug:
                sentence = message("the alias {alias} is another workshop's: {other}", alias=alias, other=other)
                yield Problem(
                    files[workshop.slug], 1, 1, sentence, message("keep it in one of them"), "advice", "clashing-alias"
                )
