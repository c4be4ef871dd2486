"""No bytes crash or hang a reader: it gives an outline, or an error that the reading process words."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.importers import cue_files, draft_markdown, event_drafts, outline, sandbox_child
from policysearch.importers.formats import detect_format
from policysearch.vocabulary import Vocabulary
from tests.importers import factories

pytestmark = pytest.mark.slow

QUIET = settings(max_examples=60)
MAKERS: list[tuple[str, Callable[[Path], Path]]] = [
    ("docx", factories.word),
    ("pptx", factories.deck),
    ("pdf", lambda path: factories.pdf(path, [["Title", "Lima, Peru: July 24-25, 2012"], ["Two"]])),
]


def outcome(kind: str, path: Path) -> None:
    """Read as the reading process does, and draft what it says."""
    answer = sandbox_child.answer(kind, path)
    assert set(answer) == {"refused"} or outline.from_json(answer).unit in ("page", "slide", "section")
    if "refused" not in answer:
        for draft in event_drafts.draft(outline.from_json(answer), Vocabulary(), cue_files.shipped()):
            assert draft_markdown.slug(draft)


@pytest.mark.parametrize("kind", sorted(detect_format.NAMES))
@QUIET
@given(data=st.binary(max_size=400))
def test_random_bytes(kind: str, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "document"
    path.write_bytes(data)
    outcome(kind, path)


@pytest.mark.parametrize("kind", ["html", "markdown", "text"])
@QUIET
@given(words=st.text(max_size=300), marks=st.lists(st.sampled_from(list("<>&;#*-_|[]()\n\t\"'=/:,1234")), max_size=40))
def test_random_marks(kind: str, tmp_path: Path, words: str, marks: list[str]) -> None:
    path = tmp_path / "document"
    path.write_text("".join([words, *marks, words]), "utf-8", errors="replace")
    outcome(kind, path)


@pytest.mark.parametrize(("kind", "make"), MAKERS, ids=[kind for kind, _ in MAKERS])
@QUIET
@given(place=st.floats(0, 1), change=st.binary(min_size=1, max_size=30))
def test_a_damaged_document(
    kind: str, make: Callable[[Path], Path], tmp_path: Path, place: float, change: bytes
) -> None:
    path = tmp_path / f"whole.{kind}"
    whole = (path if path.exists() else make(path)).read_bytes()
    start = int(place * len(whole))
    damaged = tmp_path / f"damaged.{kind}"
    damaged.write_bytes(whole[:start] + change + whole[start + len(change) :])
    outcome(kind, damaged)


@QUIET
@given(xml=st.text('<>/wptrblm:=" xy&;!-', max_size=300))
def test_a_word_document_with_strange_contents(tmp_path: Path, xml: str) -> None:
    whole = tmp_path / "whole.docx"
    if not whole.exists():
        factories.word(whole)
    strange = tmp_path / "strange.docx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(strange, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + xml.encode())
            target.writestr(name, content)
    outcome("docx", strange)
