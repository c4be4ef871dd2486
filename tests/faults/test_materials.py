"""One material never stops the others: each odd file is one problem, within a second, and never opened in vain."""

import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from policysearch import materials, vocabulary
from policysearch.materials import markdown
from policysearch.materials.bounds import MAX_HIGHLIGHTS, MAX_LEVELS, MAX_LINES
from policysearch.materials.checking.fix import fix
from policysearch.materials.documents import documents_of
from policysearch.materials.read_workshop import MAX_PROBLEMS
from policysearch.model.problem import Problem
from policysearch.vocabulary import Vocabulary
from tests.processor_time import processor_seconds

pytestmark = pytest.mark.slow

FRONT = "---\ntitle: T\nstart: 2010-01-01\n{fields}---\n\n{body}\n\n## Highlights\n\n- A lesson. {{#h1}}\n"
VOCABULARY = Vocabulary()


def text(body: str = "Prose.", fields: str = "") -> str:
    return FRONT.format(body=body, fields=fields)


def read_all(folder: Path) -> tuple[list[str], list[Problem]]:
    """The slugs that can be published, and the errors, within a second of CPU time."""
    start = time.process_time()
    sources, found = materials.sources(folder)
    problems = [*found]
    published = []
    for slug, source in sources.items():
        workshop, more = materials.read(source, folder, VOCABULARY)
        errors = [problem for problem in more if problem.severity == "error"]
        problems += errors
        if workshop and not errors:
            published.append(slug)
            assert [*documents_of(workshop, VOCABULARY)]
    assert time.process_time() - start < 1
    return published, problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "materials"
    folder.mkdir()
    (folder / "good.md").write_text(text(), "utf-8")
    return folder


def pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes here")
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("there are no such sockets here")
    here = Path.cwd()
    os.chdir(path.parent)  # an address is at most 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def unreadable(path: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        pytest.skip("root may read everything")
    path.write_text(text(), "utf-8")
    path.chmod(0)


ODD = [pipe, unix_socket, circle, device, dangling, unreadable, Path.mkdir]


@pytest.mark.parametrize("make", ODD)
@pytest.mark.parametrize("name", ["odd.md", "odd.es.md", "odd/workshop.md", "odd/a.pdf.passages.jsonl"])
def test_an_odd_file_is_one_problem(folder: Path, make: Callable[[Path], None], name: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    if name == "odd.es.md":
        (folder / "odd.md").write_text(text(), "utf-8")
    if name.endswith(".jsonl"):
        (path.parent / "workshop.md").write_text(text(fields="attachments:\n  - file: a.pdf\n"), "utf-8")
        (path.parent / "a.pdf").write_bytes(b"%PDF")
    make(path)
    published, problems = read_all(folder)
    assert published == ["good"]
    assert [str(problem.path) for problem in problems] == [name]
    fix(folder)  # mends the others


@pytest.mark.parametrize("make", ODD)
def test_an_odd_vocabulary_file_is_one_problem(folder: Path, make: Callable[[Path], None]) -> None:
    (folder / "vocabulary").mkdir()
    make(folder / "vocabulary" / "synonyms.yml")
    if make is dangling:
        pytest.skip("a missing file is an empty one")
    if make is device:
        pytest.skip("the vocabulary may be a link")
    _, problems = vocabulary.read(folder / "vocabulary")
    assert [problem.code for problem in problems] == [vocabulary.UNREADABLE]


@pytest.mark.parametrize("make", ODD)
def test_an_odd_attachment_is_one_problem(folder: Path, make: Callable[[Path], None]) -> None:
    (folder / "odd").mkdir()
    (folder / "odd" / "workshop.md").write_text(text(fields="attachments:\n  - file: a.pdf\n"), "utf-8")
    if make is unreadable:
        pytest.skip("it is not read by a build")
    make(folder / "odd" / "a.pdf")
    published, problems = read_all(folder)
    assert published == ["good"]
    assert [problem.code for problem in problems] == ["attachment"]


@pytest.mark.parametrize("name", ["x" * 300, "a\\0b"])
def test_an_impossible_name_of_an_attachment_is_one_problem(folder: Path, name: str) -> None:
    (folder / "odd").mkdir()
    (folder / "odd" / "workshop.md").write_text(text(fields=f'attachments:\n  - file: "{name}"\n'), "utf-8")
    published, problems = read_all(folder)
    assert published == ["good"]
    assert [problem.code for problem in problems] == ["attachment"]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
@pytest.mark.parametrize("name", [b"caf\xe9.md", b"odd/caf\xe9.pdf.passages.jsonl", b"two\nlines.md"])
def test_a_name_of_odd_bytes_is_said_in_one_line(folder: Path, name: bytes) -> None:
    (folder / "odd").mkdir()
    (folder / "odd" / "workshop.md").write_text(text(), "utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(text().encode())
    published, problems = read_all(folder)
    assert published == ["good", "odd"]
    for problem in problems:
        line = f"{problem.path} {problem.message}"
        assert line.isprintable()
        json.dumps(line, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "line",
    [
        '{"number": 1e999, "text": "a"}',
        '{"number": -1, "text": "a"}',
        '{"number": ' + "9" * 5_000 + ', "text": "a"}',
        '{"number": 99999999999999999999, "text": "a"}',
        r'{"number": 1, "text": "\ud800"}',
        "[" * 100_000,
        "{" * 9,
    ],
)
def test_an_odd_passage_is_one_problem(folder: Path, line: str) -> None:
    (folder / "odd").mkdir()
    (folder / "odd" / "workshop.md").write_text(text(fields="attachments:\n  - file: a.pdf\n"), "utf-8")
    (folder / "odd" / "a.pdf").write_bytes(b"%PDF")
    (folder / "odd" / "a.pdf.passages.jsonl").write_text(line, "utf-8")
    published, problems = read_all(folder)
    assert published == ["good"]
    assert [problem.message for problem in problems] == ["the passage cannot be read"]


def repeated(unit: str) -> Callable[[int], str]:
    return lambda size: text(unit * (size // len(unit)))


# What makes a text of about ``size`` characters, and whether it can be published.
TEXTS: dict[str, Callable[[int], str]] = {
    "asterisks": repeated("*a "),
    "pairs of asterisks": repeated("*a* "),
    "strong and weak": repeated("**a* "),
    "underscores": repeated("_a "),
    "three signs": repeated("***a __b "),
    "brackets": repeated("["),
    "links without an end": repeated("[a]("),
    "images": repeated("!["),
    "angles": repeated("<"),
    "addresses": repeated("<a@"),
    "comments": repeated("<!--"),
    "comments in paragraphs": repeated("<!--\n\n"),
    "tags in paragraphs": repeated("<div\n\n"),
    "entities": repeated("&#"),
    "backticks": repeated("`a``"),
    "backslashes": repeated("\\"),
    "hyphens": repeated("-"),
    "rule": repeated("- "),
    "numbers": repeated("1"),
    "hashes": repeated(" #"),
    "headings": repeated("# a\n"),
    "headings in paragraphs": repeated("# a\nb\n"),
    "rules": repeated("a\n***\n"),
    "underlined headings": repeated("a\n---\n"),
    "lists": repeated("- a\n"),
    "tables": lambda size: text("|a|b|\n|-|-|\n" + "|a|b|\n" * (size // 6)),
    "blank lines": lambda size: text("a" + "\n" * size + "b"),
    "spaces": lambda size: text("a" + " " * size + "b"),
    "nested list": lambda size: text("\n".join("    " * number + "- x" for number in range(int(size**0.5 / 1.4)))),
    "quotations": lambda size: text(">" * size + " x"),
    "capitals": repeated("A-"),
    "institutions": repeated("University of the "),
    "spaces after a colon": lambda size: text(fields=f"city: a: b{' ' * size}\n"),
    "brackets in front": lambda size: text(fields=f"links: {'[' * size}\n"),
    "braces in front": lambda size: text(fields=f"links: {'{a: ' * (size // 4)}\n"),
    "dashes in front": lambda size: text(fields=f"links:\n  {'- ' * (size // 2)}a\n"),
    "questions in front": lambda size: text(fields=f"{'? ' * (size // 2)}a\n"),
    "brackets after a colon": lambda size: text(fields=f"city: a: {'[' * size}\nlinks: a: b\n"),
    "unknown countries": lambda size: text(fields=f"experience: [{', '.join(f'q{n}' for n in range(size // 8))}]\n"),
    "one unknown country": lambda size: text(fields=f"country: {'q' * size}\n"),
    "unknown themes": lambda size: text(fields=f"themes: [{', '.join(f'q{n}' for n in range(size // 8))}]\n"),
    "unknown fields": lambda size: text(fields="".join(f"f{n}: a\n" for n in range(size // 10))),
    "highlights": lambda size: text() + "".join(f"- x {{#i{n}}}\n" for n in range(size // 14)),
    "highlights without ids": lambda size: text() + "- x\n" * (size // 4),
    "lines of a highlight": lambda size: text() + "  x\n" * (size // 4),
}


def seconds(content: str, folder: Path) -> float:
    (folder / "odd.md").write_text(content, "utf-8")
    [source] = [source for slug, source in materials.sources(folder)[0].items() if slug == "odd"]

    def read_and_index() -> None:
        workshop, _ = materials.read(source, folder, VOCABULARY)
        if workshop:
            assert [*documents_of(workshop, VOCABULARY)]

    return processor_seconds(read_and_index)


@pytest.mark.parametrize("name", TEXTS)
def test_reading_is_linear_in_the_length(folder: Path, name: str) -> None:
    """Quadratic work takes four times as long for twice the length; short times are noise."""
    size = 60_000
    short = min(seconds(TEXTS[name](size), folder) for _ in range(2))
    double = min(seconds(TEXTS[name](2 * size), folder) for _ in range(2))
    assert double < 1
    assert double < 0.2 or double < 3 * short


@pytest.mark.parametrize("name", TEXTS)
def test_plain_text_is_made_in_linear_time(name: str) -> None:
    def plain_seconds(size: int) -> float:
        content = TEXTS[name](size)
        return processor_seconds(lambda: markdown.plain(content))

    short, double = (min(plain_seconds(size) for _ in range(2)) for size in (60_000, 120_000))
    assert double < 0.2 or double < 3 * short


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_published_is_rendered_in_time(folder: Path, name: str) -> None:
    (folder / "odd.md").write_text(TEXTS[name](60_000), "utf-8")
    source = materials.sources(folder)[0]["odd"]
    workshop, problems = materials.read(source, folder, VOCABULARY)
    assert len(problems) <= MAX_PROBLEMS + 1
    assert all("\n" not in problem.message for problem in problems)
    if workshop is None or any(problem.severity == "error" for problem in problems):
        return
    body = workshop.texts["en"].body
    assert processor_seconds(lambda: markdown.render(body)) < 1


@pytest.mark.parametrize("unit", ["# a\n", "## a b ##\nc\n", "a\n***\n", "- a\n# b\n", "a\n---\nb\n", "> # a\n> b\n"])
def test_many_headings_and_rules_are_shown_as_few_are(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = markdown.render(unit * 10)
    monkeypatch.setattr(markdown, "MANY_BLOCK_ENDS", 0)
    assert markdown.render(unit * 10).split() == few.split()


def test_too_many_lines_are_one_problem(folder: Path) -> None:
    (folder / "odd.md").write_text(text("a\n\n" * MAX_LINES), "utf-8")
    _, problems = read_all(folder)
    assert [problem.message for problem in problems] == ["has more than 20,000 lines"]


def test_lists_as_deep_as_people_write_them_are_shown(folder: Path) -> None:
    deep = "\n".join("    " * number + "- x" for number in range(MAX_LEVELS))
    (folder / "deep.md").write_text(text(deep + "\n\n" + "- " * 40 + "\n"), "utf-8")
    assert read_all(folder) == (["deep", "good"], [])


def test_too_many_highlights_are_one_problem(folder: Path) -> None:
    lines = "".join(f"- x {{#i{number}}}\n" for number in range(MAX_HIGHLIGHTS))
    (folder / "odd.md").write_text(text() + lines, "utf-8")
    _, problems = read_all(folder)
    assert [problem.code for problem in problems] == ["too-complex"]
