"""Every word of a document's outline is in a draft, or named as left out: for all documents that are here."""

import os
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from policysearch import vocabulary
from policysearch.importers import cue_files, draft_markdown, event_drafts
from policysearch.importers.outline import Outline
from policysearch.model.errors import ImportRefusedError
from tests.importers.read_here import read_here

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "pages"
CASES = Path(os.environ.get("POLICYSEARCH_TEST_CASES", ROOT.parent / "shared" / "cases")) / "import"
DATA = Path(os.environ.get("POLICYSEARCH_TEST_DATA", ROOT.parent / "shared" / "data")) / "documents"
ENDINGS = {".html", ".htm", ".md", ".docx", ".docm", ".odt", ".pptx", ".pdf", ".txt", ".mhtml"}
_WORD = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\(?=\W)")
VOCABULARY, _ = vocabulary.read(ROOT / "materials" / "vocabulary")


def _documents() -> Iterator[Path]:
    for folder in (PAGES, CASES, DATA):
        if folder.is_dir():
            yield from sorted(path for path in folder.iterdir() if path.suffix in ENDINGS and path.name != "README.md")


def words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def lost_words(outline: Outline) -> set[str]:
    """Return the words of the outline that neither a draft's file nor what is named as left out has."""
    result = event_drafts.drafts(outline, VOCABULARY, cue_files.shipped())
    files = (draft_markdown.markdown(draft, date(2026, 11, 30)) for draft in result.drafts)
    there = words(" ".join(unescape(_ESCAPE.sub("", text)) for text in files))
    there |= words(" ".join(entry.text for entry in result.left_out))
    return words(" ".join(block.text for block in outline.blocks)) - there


@pytest.mark.parametrize("document", list(_documents()), ids=lambda path: path.name)
def test_no_word_of_a_document_is_lost_silently(document: Path) -> None:
    try:
        outline = read_here(document)
    except ImportRefusedError:
        return
    assert lost_words(outline) == set()
