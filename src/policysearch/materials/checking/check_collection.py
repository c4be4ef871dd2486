"""The whole collection -> Problems: those of each file, and those that only show side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from policysearch import materials, vocabulary
from policysearch.materials.checking.check_vocabulary import VOCABULARY, Places, picks, themes
from policysearch.materials.checking.duplicates import near_duplicates
from policysearch.materials.checking.inside_links import inside_links
from policysearch.materials.checking.outside_links import outside_links
from policysearch.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found: how many workshops there are, drafts included, and the problems in order of place."""

    workshops: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those that keep files from being published."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def check(folder: Path, reachable: Callable[[str], str] | None = None) -> Check:
    """Everything wrong or unwise in ``folder``. Raises MaterialsError where there is no folder.

    ``reachable`` says why an outside address cannot be reached ("" when it can); without it none is tried.
    """
    words, problems = vocabulary.read(folder / str(VOCABULARY))
    sources, more = materials.sources(folder)
    found = [*problems, *more]
    workshops = []
    files = {slug: source.files[""] for slug, source in sources.items()}
    versions = {slug: tuple(path for _, path in sorted(source.files.items())) for slug, source in sources.items()}
    for source in sources.values():
        workshop, own = materials.read(source, folder, words)
        found += own
        if workshop:
            workshops.append(workshop)
    found += near_duplicates(workshops, files)
    places = Places(folder)
    found += themes(words, workshops, places)
    found += picks(words, workshops, places)
    found += inside_links(folder, workshops, versions)
    if reachable:
        found += outside_links(folder, workshops, versions, reachable)
    return Check(len(sources), tuple(sorted(found, key=lambda p: (p.path, p.line, p.column))))
