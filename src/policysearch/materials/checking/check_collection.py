"""The whole collection -> Problems: those of each file, and those that only show side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policysearch import materials, vocabulary
from policysearch.materials import advice
from policysearch.materials.checking.aliases import alias_problems
from policysearch.materials.checking.check_vocabulary import VOCABULARY, LineFinder, pick_problems, theme_problems
from policysearch.materials.checking.duplicates import near_duplicates
from policysearch.materials.checking.inside_links import inside_links
from policysearch.materials.checking.outside_links import outside_links
from policysearch.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of a check: how many workshops there are, drafts included, and the problems in order of place."""

    workshops: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that keep files from being published."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def with_problems(self, problems: Iterable[Problem]) -> Check:
        """Return the same check with further problems."""
        return Check(self.workshops, _in_order([*self.problems, *problems]))


def check(folder: Path, reachable: Callable[[str], str] | None = None) -> Check:
    """Return everything wrong or unwise in ``folder``. Raises MaterialsError where there is no folder.

    ``reachable`` returns why an outside address cannot be reached ("" when it can); without it none is tried.
    """
    words, vocabulary_problems = vocabulary.read(folder / str(VOCABULARY))
    sources, source_problems = materials.sources(folder)
    problems = [*vocabulary_problems, *source_problems]
    workshops = []
    files = {slug: source.files[""] for slug, source in sources.items()}
    versions = {slug: tuple(path for _, path in sorted(source.files.items())) for slug, source in sources.items()}
    for source in sources.values():
        workshop, file_problems = materials.read(source, folder, words)
        problems += file_problems
        if workshop:
            workshops.append(workshop)
            problems += advice.of_workshop(workshop, source.files[""], words, date.today())
    problems += alias_problems(workshops, files)
    problems += near_duplicates(workshops, files)
    lines = LineFinder(folder)
    problems += theme_problems(words, lines)
    problems += pick_problems(words, workshops, lines)
    problems += inside_links(folder, workshops, versions)
    if reachable:
        problems += outside_links(folder, workshops, versions, reachable)
    return Check(len(sources), _in_order(problems))


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column)))
