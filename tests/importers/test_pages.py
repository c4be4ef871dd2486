"""Pages as institutions write them, in four languages, read from file to draft.

Beside each page of ``pages/`` stands a ``.yml`` with what a careful reader would note down: one entry an event. What
importing leaves empty of that stands under ``missing``, so that nothing wrong is taken for it and figures count it.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from policysearch import vocabulary
from policysearch.importers import cue_files, event_drafts, outline, sandbox_child
from policysearch.importers.formats import detect_format
from tests.importers.draft_values import values

PAGES = Path(__file__).parent / "pages"
WORDS, _ = vocabulary.read(Path(__file__).parents[2] / "materials" / "vocabulary")
FIELDS = "title language start end city region country organizers partners funders series links highlights".split()


def imported(page: Path) -> list[dict[str, object]]:
    """Return the fields that have a value; ``review`` names those that somebody is to look at."""
    answer = sandbox_child.answer(detect_format.recognise(page), page)
    drafts = event_drafts.draft(outline.from_json(answer), WORDS, cue_files.shipped())
    return [
        {name: plain for name, value in values(draft, FIELDS).items() if (plain := _plain(value))}
        | {"review": sorted({name for name, _ in draft.reviews} - {"themes"})}
        for draft in drafts
    ]


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [list(item) if isinstance(item, tuple) else item for item in value]
    return str(value) if value else ""


def expected(page: Path) -> list[Mapping[str, object]]:
    events: list[Mapping[str, object]] = yaml.load(page.with_suffix(".yml").read_text("utf-8"), yaml.CBaseLoader)
    return [{name: value for name, value in event.items() if name != "missing"} for event in events]


@pytest.mark.parametrize("page", sorted(set(PAGES.iterdir()) - set(PAGES.glob("*.yml"))), ids=lambda page: page.stem)
def test_a_page_tells_what_a_careful_reader_notes_down(page: Path) -> None:
    assert imported(page) == expected(page)
