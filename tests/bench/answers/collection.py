"""A collection of Markdown materials with all that a search can meet, in two states, the same ones each time.

It has the shipped workshops, and synthetic ones with translations, workshops in Spanish alone, attachments with
passages, old slugs and picks. The second state has more, fewer and edited files, so that an index has several segments
and deleted documents.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from tests.bench import ROOT
from tests.bench.corpus import SyntheticCorpus
from tests.bench.entries import Entry, Lesson, entries, slug
from tests.bench.product import THEMES_YAML, markdown

SHIPPED = ROOT / "materials"
SIZE = 2_000
LANGUAGES = ("en", "es", "pt", "fr")
HEADINGS = {"es": "Destacados", "pt": "Destaques", "fr": "Points saillants"}
SPANISH_EVERY, ATTACHMENT_EVERY, ALIAS_EVERY = 20, 50, 100
LATE_FROM = 1_800  # entries from this number on come with the second state
REMOVED, EDITED = range(100, 130), range(200, 260)
_PICKS = """- queries: [innovation, innovación]
  documents: [w0000007, 2011-san-diego]
- queries: [small business, pymes]
  documents: [2009-orlando/h3]
"""
_LESSON = re.compile(r"^- (.+?) \{#\w+\}$", re.MULTILINE)


def write_first_state(folder: Path) -> None:
    """Write the shipped materials, the vocabulary and the first synthetic workshops into the new ``folder``."""
    shutil.copytree(SHIPPED, folder)
    with (folder / "vocabulary" / "themes.yml").open("a", encoding="utf-8") as file:
        file.write(THEMES_YAML)
    (folder / "vocabulary" / "picks.yml").write_text(_PICKS, "utf-8")
    for number, entry in enumerate(entries(LATE_FROM)):
        _write(folder, number, entry)


def write_second_state(folder: Path) -> None:
    """Remove, edit and add files."""
    for number in REMOVED:
        for path in folder.glob(f"{slug(number)}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for number, entry in enumerate(SyntheticCorpus(SIZE)):
        if number in EDITED:
            _write(folder, number, replace(entry, title=f"{entry.title} revised"))
        elif number >= LATE_FROM:
            _write(folder, number, entry)


def _write(folder: Path, number: int, entry: Entry) -> None:
    dice = Random(f"collection {number}")
    language = LANGUAGES[number % len(LANGUAGES)]
    if number % SPANISH_EVERY == 3:
        text = markdown(_translated(dice, entry, "es")).replace("language: en", "language: es")
        (folder / f"{entry.slug}.md").write_text(text, "utf-8")
        return
    entry = replace(entry, body=f"{entry.body} {real_text(dice, 'en', dice.randint(0, 4))}".strip())
    text = markdown(entry)
    if number % ALIAS_EVERY == 0:
        text = text.replace("language: en", f"language: en\naliases: [old-{entry.slug}]")
    if number % ATTACHMENT_EVERY == 0:
        _write_with_attachment(folder / entry.slug, text, dice)
        return
    (folder / f"{entry.slug}.md").write_text(text, "utf-8")
    if language != "en":
        (folder / f"{entry.slug}.{language}.md").write_text(_translation(dice, entry, language), "utf-8")


def _write_with_attachment(folder: Path, text: str, dice: Random) -> None:
    folder.mkdir(exist_ok=True)
    attachment = "attachments:\n  - {file: report.txt, title: Report, language: en}"
    (folder / "workshop.md").write_text(text.replace("language: en", f"language: en\n{attachment}", 1), "utf-8")
    passages = [
        {"number": n, "locator": f"page {n}", "title": real_text(dice, "en", 1), "text": real_text(dice, "en", 4)}
        for n in (1, 2, 3)
    ]
    (folder / "report.txt").write_text("\n".join(passage["text"] for passage in passages), "utf-8")  # type: ignore[misc]
    lines = "".join(f"{json.dumps(passage)}\n" for passage in passages)
    (folder / "report.txt.passages.jsonl").write_text(lines, "utf-8")


def _translation(dice: Random, entry: Entry, language: str) -> str:
    translated = _translated(dice, entry, language)
    lessons = [f"- {lesson.text} {{#h{number}}}" for number, lesson in enumerate(translated.lessons, 1)]
    front = ["---", f'title: "{translated.title}"', "translation: unofficial", "---", ""]
    return "\n".join([*front, f"## {HEADINGS[language]}", "", *lessons, ""])


def _translated(dice: Random, entry: Entry, language: str) -> Entry:
    """Return ``entry`` with real words of ``language`` in all of its texts."""
    lessons = tuple(Lesson(real_text(dice, language, dice.randint(2, 5))) for _ in entry.lessons)
    title = real_text(dice, language, 1).replace('"', "").replace(":", "")
    return replace(entry, title=title, lessons=lessons, body="")


def real_text(dice: Random, language: str, count: int) -> str:
    """Return ``count`` sentences, each a stretch of 5 to 15 words of a shipped lesson in ``language``."""
    return " ".join(f"{' '.join(real_words(dice, language, dice.randint(5, 15)))}." for _ in range(count))


def real_words(dice: Random, language: str, count: int) -> list[str]:
    """Return at most ``count`` neighbouring words of a shipped lesson in ``language``."""
    words = dice.choice(lessons_in(language)).split()
    start = dice.randrange(max(len(words) - count, 1))
    return words[start : start + count]


@cache
def lessons_in(language: str) -> list[str]:
    """Return the texts of the shipped highlights in ``language``."""
    pattern = "[0-9]*.md" if language == "en" else f"*.{language}.md"
    paths = [path for path in sorted(SHIPPED.glob(pattern)) if language != "en" or path.stem.count(".") == 0]
    return [text for path in paths for text in _LESSON.findall(path.read_text("utf-8"))]
