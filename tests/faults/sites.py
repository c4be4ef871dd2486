"""A site that faults are put into: materials, an index of two generations, and the command line run in it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from policysearch.cli import policysearch
from policysearch.engines.registry import open_engine
from policysearch.model.errors import PolicySearchError
from policysearch.query import Query, Word
from policysearch.search.service import SearchService
from policysearch.settings import Settings

MATERIAL = (
    "---\ntitle: {title} {slug}\nstart: 2010-01-01\ncity: Lima\ncountry: PE\n---\n\n"
    "{words} {slug}.\n\n## Highlights\n\n- {title} pay. {{#h1}}\n"
)
SMALL_FILES = ("manifest.json", "vocabulary.json", "sources.json.zst", "_MAIN_1.toc", "suggest-titles.npz.zst")
Answers = dict[str, object]
Harm = Callable[[Path], object]


class Outcome(NamedTuple):
    """What a command ended with. An exception that is none of ours is raised, as it would be a traceback."""

    code: int
    output: str
    stdout: str = ""


class Site:
    """A folder with materials and an index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(materials=folder / "materials", index=folder / "index", searchlog=False)
        self.settings.materials.mkdir(parents=True, exist_ok=True)

    def write(self, slug: str, title: str, words: str = "Prose of") -> None:
        text = MATERIAL.format(title=title, slug=slug, words=words)
        (self.settings.materials / f"{slug}.md").write_text(text, "utf-8")

    def run(self, *words: str) -> Outcome:
        folders = ("--materials", str(self.settings.materials), "--index", str(self.settings.index))
        result = CliRunner().invoke(policysearch, [*words, *folders])
        if isinstance(result.exception, PolicySearchError):
            return Outcome(1, result.output + str(result.exception))
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.output, result.stdout)

    def generations(self) -> list[Path]:
        """The folders of the generations, the newest first."""
        return sorted((self.settings.index / "generations").iterdir(), reverse=True)

    def searcher(self) -> SearchService:
        return SearchService(open_engine(self.settings))

    def answers(self) -> Answers:
        """What a fresh searcher answers: each workshop's title, body and lesson, and the totals of searches."""
        searcher, answers = self.searcher(), Answers()
        for path in sorted(self.settings.materials.glob("*.md")):
            document = searcher.get(path.stem)
            answers[path.stem] = document and document.workshop.texts["en"]
        for word in ("apples", "berries", "prose"):
            answers[f"total of {word}"] = searcher.search(Query(clause=Word(word))).total
        return answers

    def copy(self, folder: Path) -> "Site":
        """Return a copy in which files that generations share are shared too."""
        copies: dict[int, str] = {}

        def copy_file(source: str, target: str) -> None:
            first = copies.setdefault(os.stat(source).st_ino, target)  # noqa: PTH116
            if first == target:
                shutil.copy2(source, target)
            else:
                os.link(first, target)

        shutil.copytree(self.folder, folder, copy_function=copy_file)
        return Site(folder)


def largest(generation: Path) -> Path:
    return max(generation.glob("MAIN*.arrays"), key=lambda path: path.stat().st_size)


def flip(path: Path, bit: int) -> None:
    """Turn one bit of a file in place, so that what is linked to it is damaged too."""
    with path.open("r+b") as file:
        file.seek(bit // 8)
        [byte] = file.read(1)
        file.seek(bit // 8)
        file.write(bytes([byte ^ 1 << bit % 8]))


def flip_early(path: Path) -> None:
    flip(path, 9)


def flip_late(path: Path) -> None:
    flip(path, path.stat().st_size * 7 + 3)


def zero(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(b"\0" * size)


def halve(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def edit(site: Site, count: int) -> None:
    """Change ``count`` workshops."""
    for number in range(1, 1 + count):
        site.write(f"w{number:03}", "Berries", "Prose anew")
