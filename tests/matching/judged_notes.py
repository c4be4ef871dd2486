"""Policy notes of our own writing in four languages, each paragraph judged before anything was tuned.

``python -m tests.matching.judged_notes INDEX [--meaning] [--notes FOLDER]`` prints how many paragraphs that a lesson of
the four shipped workshops speaks to get one of those lessons, and how many about other things get none, apart for the
notes on which the limits were set and those that were kept unseen. The notes in ``notes/projects`` are about lessons
that ``project_lessons.py`` makes, and are judged by project.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from policysearch.engines.registry import open_engine
from policysearch.search.results import Searcher
from policysearch.search.service import open_service
from policysearch.settings import LANGUAGES, Settings

FOLDER = Path(__file__).with_name("notes")


class JudgedParagraph(NamedTuple):
    """A paragraph of a note, and the lessons that speak to it: any of them is right, none where there are none.

    A workshop's id stands for all its lessons.
    """

    note: str
    language: str
    unseen: bool
    text: str
    lessons: frozenset[str]


class Figures(NamedTuple):
    """How many paragraphs get a right lesson, of how many; how many get none, of how many about other things."""

    right: int
    with_lessons: int
    none: int
    others: int


def paragraphs(folder: Path = FOLDER) -> Iterator[JudgedParagraph]:
    for path in sorted(folder.glob("*.yml")):
        note = yaml.safe_load(path.read_text("utf-8"))
        for part in note["paragraphs"]:
            yield JudgedParagraph(path.stem, note["language"], note["unseen"], part["text"], frozenset(part["lessons"]))


def figures(searcher: Searcher, judged: list[JudgedParagraph], meaning: bool = False) -> Figures:
    """Match each note as a whole, as a reader does."""
    right = none = 0
    for note in sorted({paragraph.note for paragraph in judged}):
        of_note = [paragraph for paragraph in judged if paragraph.note == note]
        lessons = searcher.match([paragraph.text for paragraph in of_note], "en", meaning).lessons
        for paragraph, matches in zip(of_note, lessons, strict=True):
            ids = {match.document.id for match in matches}
            right += bool(paragraph.lessons & (ids | {lesson.partition("/")[0] for lesson in ids}))
            none += not paragraph.lessons and not matches
    with_lessons = sum(bool(paragraph.lessons) for paragraph in judged)
    return Figures(right, with_lessons, none, len(judged) - with_lessons)


def main(index: str, *options: str) -> None:
    meaning = "--meaning" in options
    settings = Settings(
        index=Path(index), state=Path(index).with_name("state"), meaning="bundled" if meaning else "off"
    )
    searcher = open_service(open_engine(settings), settings)
    folder = Path(options[options.index("--notes") + 1]) if "--notes" in options else FOLDER
    judged = [*paragraphs(folder)]
    for unseen in (False, True):
        kind = "unseen" if unseen else "tuned on"
        _print(kind, figures(searcher, [part for part in judged if part.unseen == unseen], meaning))
    for language in LANGUAGES:
        _print(language, figures(searcher, [part for part in judged if part.language == language], meaning))
    searcher.close()


def _print(kind: str, result: Figures) -> None:
    print(
        f"{kind}: {result.right} of {result.with_lessons} get a right lesson,"
        f" {result.none} of {result.others} about other things get none"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
