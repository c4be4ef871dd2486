"""The vocabulary beside the materials that use it: advice on themes, and chosen results that must exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.model.workshop import Workshop
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import Pick, Vocabulary

VOCABULARY = PurePosixPath("vocabulary")
THEMES, PICKS = VOCABULARY / "themes.yml", VOCABULARY / "picks.yml"


class LineFinder:
    """Finds where in the vocabulary's files a name stands first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: dict[PurePosixPath, list[str]] = {}

    def place(self, path: PurePosixPath, name: str) -> tuple[int, int]:
        """Return line and column of ``name`` from 1; (1, 1) where the file does not have it."""
        if path not in self._lines:
            file = self._folder / path
            self._lines[path] = file.read_text("utf-8-sig", "replace").splitlines() if file.is_file() else []
        return next(
            ((number, line.index(name) + 1) for number, line in enumerate(self._lines[path], 1) if name in line), (1, 1)
        )


def theme_problems(words: Vocabulary, lines: LineFinder) -> Iterator[Problem]:
    """Yield missing labels, repeated ids, and broader themes that do not exist; a theme may have no lessons."""
    times = Counter(theme.id for theme in words.themes)
    for theme in words.themes:
        place = lines.place(THEMES, f"id: {theme.id}")
        missing = [language for language in LANGUAGES if not theme.label.get(language)]
        if missing:
            yield _advice(
                place,
                message("the theme {id} has no label in {missing}", id=theme.id, missing=", ".join(missing)),
                "untranslated",
            )
        if theme.broader and theme.broader not in times:
            hint = message("name the id of a theme of this file")
            sentence = message(
                "the theme {id} has an unknown broader theme {broader!r}", id=theme.id, broader=theme.broader
            )
            place = lines.place(THEMES, f"broader: {theme.broader}")
            yield Problem(THEMES, *place, sentence, hint, code="unknown-theme")
    for name, count in times.items():
        if count > 1:
            place = lines.place(THEMES, f"id: {name}")
            yield Problem(
                THEMES,
                *place,
                message("the theme {name} is there {value} times", name=name, value=count),
                message("keep one"),
                code="repeated-theme",
            )


def pick_problems(words: Vocabulary, workshops: Sequence[Workshop], lines: LineFinder) -> Iterator[Problem]:
    """Yield picks of documents that do not exist, for no query, or whose last day is before their first."""
    ids = set(_document_ids(workshops))
    for pick in words.picks:
        for document in pick.documents:
            if document not in ids:
                sentence = message("the chosen result {document!r} does not exist", document=document)
                hint = message("write a workshop's slug, or slug/h1")
                yield Problem(PICKS, *lines.place(PICKS, document), sentence, hint, code="unknown-pick")
        yield from _incomplete_pick(pick, lines)


def _incomplete_pick(pick: Pick, lines: LineFinder) -> Iterator[Problem]:
    place = lines.place(PICKS, (*pick.queries, *pick.documents, "- ")[0])
    if not pick.queries or not pick.documents:
        hint = message("an entry has queries: […] and documents: […]")
        yield Problem(PICKS, *place, message("an entry without queries or without documents"), hint, code="empty-pick")
    if pick.first and pick.last and pick.last < pick.first:
        sentence = message("the last day {last} is before the first {first}", last=pick.last, first=pick.first)
        yield Problem(PICKS, *lines.place(PICKS, f"last: {pick.last}"), sentence, code="empty-pick")


def _document_ids(workshops: Sequence[Workshop]) -> Iterator[str]:
    for workshop in workshops:
        yield workshop.slug
        yield from (f"{workshop.slug}/{highlight.id}" for highlight in workshop.texts[workshop.language].highlights)
        yield from (f"{workshop.slug}/files/{passage.file}/{passage.number}" for passage in workshop.passages)


def _advice(place: tuple[int, int], sentence: str, code: str) -> Problem:
    return Problem(THEMES, *place, sentence, severity="advice", code=code)
