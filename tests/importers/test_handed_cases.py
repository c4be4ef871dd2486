"""The 75 handed cases as one table: documents with the fields that their drafts must have (``handed_cases.yml``),
materials and documents handed together (``handed_materials.py``).
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policysearch import vocabulary
from policysearch.importers import cue_files, draft_markdown, event_drafts
from policysearch.importers.event_drafts import Draft
from policysearch.model.errors import ImportRefusedError
from tests.importers import handed_materials
from tests.importers.read_here import read_here

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("POLICYSEARCH_TEST_CASES", ROOT.parent / "shared" / "cases")) / "import"
CASES = yaml.load(Path(__file__).with_name("handed_cases.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
ROLES = ("organizers", "partners", "funders")
TEXTS = ("title", "start", "end", "city", "region", "country", "mode", "language")


NAMES = (*CASES, *handed_materials.NAMES)
NUMBER = 75  # cases in the handed list
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the handed documents are not here (POLICYSEARCH_TEST_CASES)"),
]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty site that has the vocabulary; the current folder."""
    shutil.copytree(ROOT / "materials" / "vocabulary", tmp_path / "materials" / "vocabulary")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_a_handed_case_gives_the_right_answer(name: str, site: Path) -> None:
    faults = _faults(name, CASES[name]) if name in CASES else handed_materials.judge(name, FOLDER, site)
    assert list(faults) == []


def test_every_handed_case_is_judged() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(NAMES)
    assert len(NAMES) == NUMBER


def _faults(name: str, case: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the drafts of a document."""
    try:
        outline = read_here(FOLDER / name)
    except ImportRefusedError as refused:
        yield f"refused: {refused}"
        return
    words, _ = vocabulary.read(ROOT / "materials" / "vocabulary")
    drafts = event_drafts.draft(outline, words, cue_files.shipped())
    expected = case.get("events", [case])
    if len(drafts) != len(expected):
        yield f"{len(drafts)} drafts, not {len(expected)}"
    for draft, event in zip(drafts, expected, strict=False):
        yield from _wrong_texts(draft, event)
        yield from _wrong_parties(draft, event)
        yield from _wrong_highlights(draft, event)
        text = draft_markdown.markdown(draft, date.today())
        yield from (f"{phrase!r} is lost" for phrase in event.get("words", ()) if phrase not in text)


def _wrong_texts(draft: Draft, event: Mapping[str, Any]) -> Iterator[str]:
    marked = {field for field, _ in draft.reviews}
    for field in TEXTS:
        if field not in event:
            continue
        readings = event[field] if isinstance(event[field], list) else [event[field]]
        value = draft.text(field)
        is_unmarked = not value and len(readings) > 1 and not marked & {"start", "city", "country"}
        if value not in readings or is_unmarked:
            yield f"{field}: {value!r}"


def _wrong_parties(draft: Draft, event: Mapping[str, Any]) -> Iterator[str]:
    if not any(role in event for role in (*ROLES, "highlights")):
        return
    for role in ROLES:
        names = list(draft.fields.get(role, ()))
        if names != event.get(role, []):
            yield f"{role}: {names}"


def _wrong_highlights(draft: Draft, event: Mapping[str, Any]) -> Iterator[str]:
    openings = event.get("highlights", [])
    highlights = draft.highlights
    counts = event.get("highlight_count", [str(len(openings))] if openings else [])
    is_begun = all(text.startswith(opening) for text, opening in zip(highlights, openings, strict=False))
    if counts and (str(len(highlights)) not in counts or not is_begun):
        yield f"highlights: {list(highlights)}"
