"""What importing notes down of pages it has never seen."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from policysearch.importers import event_drafts
from policysearch.importers.event_drafts import Draft
from policysearch.importers.formats import html, markdown, text
from policysearch.vocabulary import Organization, Theme, Vocabulary
from tests.importers.cases import FIRST
from tests.importers.more_cases import SECOND

READERS = {".html": html, ".md": markdown, ".txt": text}
VOCABULARY = Vocabulary(
    themes=(Theme("finance", {"en": "Finance"}, ("financing", "financiamiento", "credit", "crédito", "crédit")),),
    organizations=(Organization(("ECLAC", "CEPAL")),),
)


def drafts(content: str, suffix: str, folder: Path) -> tuple[Draft, ...]:
    path = folder / f"page{suffix}"
    path.write_text(content, "utf-8")
    return event_drafts.draft(READERS[suffix].read(path), VOCABULARY)


def told(draft: Draft, names: Mapping[str, object]) -> dict[str, object]:
    return {name: getattr(draft, name) for name in names}


CASES = FIRST + SECOND


@pytest.mark.parametrize(("content", "suffix", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_page_is_read_as_a_careful_reader_would(
    content: str, suffix: str, expected: list[dict[str, object]], tmp_path: Path
) -> None:
    found = drafts(content, suffix, tmp_path)
    assert [told(draft, names) for draft, names in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected)
