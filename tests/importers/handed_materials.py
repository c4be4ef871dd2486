"""What ``check``, ``publish`` and ``import`` must say of the handed materials and of documents handed together."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from click.testing import CliRunner

from policysearch.cli import policysearch
from policysearch.importers import review_marks
from policysearch.materials import checking

Faults = Iterator[str]
_CODES = {  # by material, what check must say of it
    "m33-lessons-heading.md": "look-alike-heading",
    "m35-paragraph-highlights.md": "unlisted-highlights",
    "m69-long-event.md": "long-event",
    "m70-wrong-language.md": "language",
    "m21-org-one-line.md": "several-bodies",
    "2012-lima.md": "stray",
    "m20-unclosed-quote.md": "front-matter",
}
_ITEMS_WITH_IDS = "- One lesson. {#h1}\n- Two lessons. {#h2}\n- Three lessons. {#h3}\n- Four lessons. {#h4}\n"


def judge(name: str, folder: Path, site: Path) -> Faults:
    """Yield what is wrong with the answer to the case ``name`` of ``folder``, run in ``site``, the current folder."""
    if name in _COMMANDS:
        yield from _COMMANDS[name](site, [str(folder / part) for part in name.split()])
        return
    path = site / "materials" / ("2012/lima.md" if name == "2012-lima.md" else name)
    path.parent.mkdir(exist_ok=True)
    shutil.copyfile(folder / name, path)
    problems = {problem.code: (problem.line, problem.column) for problem in checking.check(site / "materials").problems}
    if name in _CODES and _CODES[name] not in problems:
        yield f"check says {sorted(problems)}"
    if name == "m20-unclosed-quote.md" and problems.get("front-matter") != (2, 8):
        yield f"the quote is named at {problems.get('front-matter')}"
    if name in _AFTER_FIX:
        checking.fix(site / "materials")
        yield from _AFTER_FIX[name](path.read_text("utf-8"))
    if name == "m48-draft-quoted.md":
        yield from _published(path)


def _utf_8(text: str) -> Faults:
    if not text.startswith("---\n") or "\0" in text:
        yield f"--fix writes {text[:20]!r}"


def _bullets(text: str) -> Faults:
    if not text.endswith(_ITEMS_WITH_IDS):
        yield f"--fix writes {text[-200:]!r}"


def _rule_and_dialogue(text: str) -> Faults:
    yield from (f"--fix changes {line!r}" for line in ("\n* * *\n", "\n– Dialogue") if line not in text)


def _published(path: Path) -> Faults:
    answer = CliRunner().invoke(policysearch, ["publish", path.stem])
    if answer.exit_code or review_marks.is_draft(path.read_text("utf-8")):
        yield f"publish leaves the draft mark: {answer.output}"


def _personal(site: Path, paths: Sequence[str]) -> Faults:
    answer = CliRunner().invoke(policysearch, ["import", "--publish", *paths])
    (text,) = (file.read_text("utf-8") for file in (site / "materials").glob("*.md"))
    if not review_marks.is_draft(text):
        yield "what is personal is published"
    for kind in ("e-mail addresses", "telephone numbers", "list of participants"):
        if kind not in text:
            yield f"no mark names the {kind}"
    if "Juan Persona" in text or "Juan Persona" not in answer.output:
        yield "the list of participants is in the draft, or is not named as left out"


def _merged(site: Path, paths: Sequence[str]) -> Faults:
    answer = CliRunner().invoke(policysearch, ["import", *paths])
    texts = [file.read_text("utf-8") for file in (site / "materials").glob("*.md")]
    if len(texts) != 1 or "funders:" not in texts[0] or len(lesson_lines(texts[0])) != 2:
        yield f"{len(texts)} drafts, {answer.output}"


def lesson_lines(text: str) -> list[str]:
    """Return the lines of the lessons of a draft."""
    return [line for line in text.splitlines() if line.startswith("- ") and line.endswith("}")]


def _translation(site: Path, paths: Sequence[str]) -> Faults:
    answer = CliRunner().invoke(policysearch, ["import", *paths])
    if "--translation-of" not in answer.output:
        yield f"no hint at a translation: {answer.output}"


_AFTER_FIX: dict[str, Callable[[str], Faults]] = {
    "m24-utf16.md": _utf_8,
    "m58-bullets.md": _bullets,
    "m59-hr.md": _rule_and_dialogue,
}
_COMMANDS: dict[str, Callable[[Path, Sequence[str]], Faults]] = {
    "docs2_personal.txt": _personal,
    "agenda.txt report.txt": _merged,
    "agenda.txt report-es.txt": _translation,
}
NAMES = (*_CODES, *_AFTER_FIX, "m48-draft-quoted.md", *_COMMANDS)
