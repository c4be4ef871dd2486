"""The whole collection -> Problems: those of each file, and those that only show side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from policysearch import materials, vocabulary
from policysearch.checking.duplicates import near_duplicates
from policysearch.checking.links import outside_links
from policysearch.materials.workshop import Workshop
from policysearch.problems import Problem
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import Vocabulary

VOCABULARY = PurePosixPath("vocabulary")


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
    workshops, files = [], {}
    for slug, source in sources.items():
        workshop, own = materials.read(source, folder, words)
        found += own
        files[slug] = source.files[""]
        if workshop:
            workshops.append(workshop)
    found += near_duplicates(workshops, files)
    found += _vocabulary_advice(words, workshops)
    found += _picks(words, workshops)
    if reachable:
        found += outside_links(folder, workshops, files, reachable)
    return Check(len(sources), tuple(sorted(found, key=lambda p: (p.path, p.line, p.column))))


def _vocabulary_advice(words: Vocabulary, workshops: Sequence[Workshop]) -> Iterator[Problem]:
    used = {theme for workshop in workshops for theme in workshop.themes}
    for theme in words.themes:
        missing = [language for language in LANGUAGES if not theme.label.get(language)]
        if missing:
            yield _advice("themes.yml", f"the theme {theme.id} has no label in {', '.join(missing)}", "untranslated")
        if theme.id not in used:
            yield _advice("themes.yml", f"the theme {theme.id} is never used", "unused-theme")


def _picks(words: Vocabulary, workshops: Sequence[Workshop]) -> Iterator[Problem]:
    """Chosen results must exist."""
    known = {workshop.slug for workshop in workshops}
    known |= {f"{w.slug}/{highlight.id}" for w in workshops for highlight in w.texts[w.language].highlights}
    for pick in words.picks:
        for document in pick.documents:
            if document not in known and "/files/" not in document:
                message = f"the chosen result {document!r} does not exist"
                yield Problem(VOCABULARY / "picks.yml", 1, 1, message, "see policysearch search", code="unknown-pick")


def _advice(file: str, message: str, code: str) -> Problem:
    return Problem(VOCABULARY / file, 1, 1, message, severity="advice", code=code)
