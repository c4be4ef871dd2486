"""Files are read in another process; every defect is one clear line while the rest is imported."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from policysearch.importers import cue_files, event_drafts, sandbox
from policysearch.model.errors import ImportRefusedError
from policysearch.vocabulary import Vocabulary
from tests.importers import factories
from tests.importers.factories import LESSONS, TITLE, WHEN

PAGES = ((TITLE, WHEN), ("Highlights", *(f"\x95 {lesson}" for lesson in LESSONS)))


def text_page(path: Path) -> Path:
    path.write_text(f"{TITLE}\n\n{WHEN}\n\nHighlights\n\n- {LESSONS[0]}\n- {LESSONS[1]}\n", "utf-8")
    return path


def web_page(path: Path) -> Path:
    items = "".join(f"<li>{lesson}</li>" for lesson in LESSONS)
    path.write_text(f"<html><h1>{TITLE}</h1><p>{WHEN}</p><h2>Highlights</h2><ul>{items}</ul></html>", "utf-8")
    return path


def markdown_page(path: Path) -> Path:
    path.write_text(f"# {TITLE}\n\n{WHEN}\n\n## Highlights\n\n* {LESSONS[0]}\n* **{LESSONS[1]}**\n", "utf-8")
    return path


def pdf_pages(path: Path) -> Path:
    return factories.pdf(path, [[line.replace("\x95", "\u2022") for line in page] for page in PAGES])


WHOLE: list[tuple[str, Callable[[Path], Path]]] = [
    ("a.docx", factories.word),
    ("a.pptx", factories.deck),
    ("a.pdf", pdf_pages),
    ("a.txt", text_page),
    ("a.html", web_page),
    ("a.md", markdown_page),
]


@pytest.mark.parametrize(("name", "make"), WHOLE, ids=[name for name, _ in WHOLE])
def test_every_format_gives_the_same_workshop(name: str, make: Callable[[Path], Path], tmp_path: Path) -> None:
    (draft,) = event_drafts.draft(sandbox.read(make(tmp_path / name)), Vocabulary(), cue_files.shipped())
    fields = [draft.fields[name] for name in ("title", "start", "end", "city", "country")]
    assert fields == [TITLE, "2012-07-24", "2012-07-25", "Lima", "PE"]
    assert draft.highlights == LESSONS


def no_text(path: Path) -> Path:
    return factories.pdf(path, [[], []])


def truncated(path: Path) -> Path:
    whole = pdf_pages(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    return path


def torn(path: Path) -> Path:
    path.write_bytes(factories.word(path).read_bytes()[:-400])
    return path


def encrypted(path: Path) -> Path:
    return factories.pdf(path, PAGES, encrypted=True)


def renamed(path: Path) -> Path:
    return factories.word(path)


def written(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def archive(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("xl/workbook.xml", "<a/>")
    return path


def deep(path: Path) -> Path:
    path.write_text("<div>" * 5_000 + "deep" + "</div>" * 5_000, "utf-8")
    return path


def long_table(path: Path) -> Path:
    path.write_text("<table>" + "<tr><td>a</td><td>b</td></tr>" * 100_100 + "</table>", "utf-8")
    return path


DEFECTS: list[tuple[str, Callable[[Path], Path], str]] = [
    ("locked.pdf", encrypted, "it is protected by a password."),
    ("cut.pdf", truncated, "it is damaged or cut short."),
    ("scan.pdf", no_text, "none of its 2 pages has text"),
    ("entity.docx", factories.word_with_entity, "it declares outside entities"),
    ("bomb.docx", factories.word_bomb, "it unpacks to 60 MB"),
    ("rows.docx", lambda path: factories.word_with_long_table(path, 1_000_000), "it unpacks to"),
    ("rows.html", long_table, "it has more than 100,000 paragraphs and rows"),
    ("torn.docx", torn, "it is damaged or cut short."),
    ("wrong.pdf", renamed, "its name ends in .pdf, but it is a Word document."),
    ("page.txt", written(b"<!DOCTYPE html><html><p>x</p></html>"), "its name ends in .txt, but it is a web page."),
    ("text.docx", written(b"only words"), "its name ends in .docx, but it is plain text."),
    ("sheet.docx", archive, "it is an archive, but neither"),
    ("picture.pdf", written(b"\x89PNG\r\n\x1a\n123"), "it is a picture."),
    ("old.docx", written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600), "it is of an Office before 2007."),
    ("binary.txt", written(b"a\0b\0\0c" * 50), "it is not a text."),
    ("empty.html", written(b""), "it is empty."),
    ("nothing.html", written(b"<html><script>1</script></html>"), "it has no text."),
    ("list.json", written(b"[]"), "files named .json are not imported."),
    ("front.md", written(b"---\na: [\n---\nx"), "its front matter is not YAML"),
    ("deep.html", deep, "its parts are nested too deeply."),
]
SLOW = {"rows.html"}


@pytest.mark.parametrize(
    ("name", "make", "line"),
    [pytest.param(*defect, id=defect[0], marks=[pytest.mark.slow] * (defect[0] in SLOW)) for defect in DEFECTS],
)
def test_a_defect_is_one_clear_line(name: str, make: Callable[[Path], Path], line: str, tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        sandbox.read(make(tmp_path / name))
    assert refused.value.message.startswith(line)
    assert "\n" not in str(refused.value)


def test_a_document_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match=r"took more than 0 seconds"):
        sandbox.read(factories.word(tmp_path / "a.docx"), seconds=0.01)


def test_a_refused_document_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", "utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 nonsense")
    (tmp_path / "c.txt").write_text("Three.", "utf-8")
    (tmp_path / "~$c.docx").write_text("a lock file", "utf-8")
    (tmp_path / "c_files").mkdir()
    (tmp_path / "c_files" / "style.txt").write_text("side file", "utf-8")
    outcomes = [
        (path.name, isinstance(outcome, ImportRefusedError))
        for path, outcome in sandbox.read_all(sandbox.documents([tmp_path]))
    ]
    assert outcomes == [("a.txt", False), ("b.pdf", True), ("c.txt", False)]


def test_front_matter_alone_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Credit\n---\n", "utf-8")
    assert sandbox.read(tmp_path / "a.md").fields == {"title": "Credit"}
