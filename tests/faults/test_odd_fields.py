"""Odd fields, sidecars and names of materials: each is one line, and the others are published."""

import itertools
import json
from pathlib import Path

import pytest

from policysearch.materials.front_matter_fields import MAX_FIELD, MAX_ITEMS
from policysearch.materials.read_attachments import MAX_PASSAGE
from tests.faults.sites import Site

pytestmark = pytest.mark.slow

GOOD = "---\ntitle: {title}\nstart: {start}\n{fields}---\n\n{body}\n\n## Highlights\n\n- A lesson. {{#h1}}\n"
ATTACHED = "attachments:\n  - file: a.pdf\n"


def text(title: str = "Good", start: str = "2010-01-01", fields: str = "", body: str = "Prose.") -> str:
    return GOOD.format(title=title, start=start, fields=fields, body=body)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    (site.settings.materials / "good.md").write_text(text(), "utf-8")
    return site


def built(site: Site) -> tuple[list[str], list[str]]:
    """Build; return what is new and the sentences of the errors. What was built is whole, and built once."""
    record = json.loads(site.run("build", "--json").stdout)
    errors = [problem["message"] for problem in record["problems"] if problem["severity"] == "error"]
    assert all(line.isprintable() for line in errors)
    assert "Nothing to do" in site.run("build").output
    assert site.run("verify").code == 0
    return record["appeared"], errors


def write(site: Site, name: str, content: str | bytes) -> None:
    path = site.settings.materials / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))


REFUSED: dict[str, str | bytes] = {
    "an empty file": b"",
    "zeros": b"\0" * 5_000,
    "UTF-16": text().encode("utf-16"),
    "UTF-16 without a mark": text().encode("utf-16-le"),
    "UTF-32": text().encode("utf-32"),
    "half a surrogate pair": text(body="a \ud800 b"),
    "a letter in too many bytes": text().encode() + b"\xc0\x80",
    "a title that nobody sees": text(title="\u200b\u200d"),
    "a title of spaces": text(title="\u00a0\u2003"),
    "half a surrogate pair, escaped": text(title='"\\ud800"'),
    "a title of a book's length": text(title="word " * 2_000),
    "an alias that refers to itself": text(fields="links: &a [*a]\n"),
    "references that multiply": text(
        fields="a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in itertools.pairwise("abcdefghi"))
    ),
    "a tag that runs a program": text(fields="city: !!python/object/apply:os.system [echo]\n"),
    "another version of YAML": text().replace("---\n", "---\n%YAML 9.9\n", 1),
    "a list as a name": text(fields="? [a, b]\n: c\n"),
    "a name of 100,000 letters": text(fields="k" * 100_000 + ": a\n"),
    "a quotation without an end": text(fields='city: "' + "a\n" * 50_000),
    "a letter beyond Unicode": text(fields='city: "\\U00110000"\n'),
    "year 0": text(start="0000-01-01"),
    "year 10000": text(start="10000-01-01"),
    "30 February": text(start="2010-02-30"),
    "a number of 5,000 digits": text(start="9" * 5_000),
    "infinity": text(start=".inf"),
    "a city of a book's length": text(fields=f"city: {'a' * (MAX_FIELD + 1)}\n"),
    "more organizers than a page has room for": text(fields=f"organizers: [{'a, ' * MAX_ITEMS}a]\n"),
    "more attachments than a page has room for": text(fields="attachments:\n" + "  - file: a\n" * (MAX_ITEMS + 1)),
    "a link that runs a script": text(fields="links: ['javascript:x']\n"),
}
PUBLISHED = {
    "a mark of the order of bytes": "\ufeff" + text(),
    "line ends of an old Mac": text().replace("\n", "\r"),
    "line ends of three kinds": text().replace("\n", "\r\n", 3).replace("\n", "\r", 1),
    "separators of lines": text(body="a\u2028b\u2029c\x85d"),
    "letters from right to left": text(title="\u202eT\u2066x"),
    "50,000 accents on a letter": text(body="a" + "\u0301" * 50_000),
    "letters that fold to many": text(body="\ufdfa" * 10_000),
    "control characters": text(body="a\0b \x01 \x1b[31m red \x07"),
    "the first year": text(start="0001-01-01"),
    "the last day": text(start="9999-12-31"),
    "all years": text(start="0001", fields="end: 9999\nupdated: 9999-12-31\nadded: 0001-01-01\n"),
    "addresses that are none": text(body="[a](http://[) [b](//x) ![c](http://[::1) [d](../../etc/passwd)"),
    "odd links": text(fields="links: ['http://[', 'https://a:9999999/', 'http://%zz']\n"),
    "odd former names": text(
        fields="aliases: ['../../etc', 'a/b', '?x', '<script>', 'odd', 'good', 'good/h1', \"a\\nb\"]\n"
    ),
    "an odd id of a highlight": text().replace("#h1", "#../../x"),
    "an id as of a file": text().replace("#h1", "#files/a.pdf/1"),
    "formulas and control characters": text(fields='series: "a\\x00b\\x1b\\u2028"\nsecretariat: "=cmd|x"\n'),
    "odd addresses of rights": text(
        fields='rights: "javascript:x"\ncontact: "a\\r\\nBcc: x@y.zz"\nsource: "http://["\n'
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_odd_is_one_line(site: Site, name: str) -> None:
    write(site, "odd.md", REFUSED[name])
    appeared, errors = built(site)
    assert appeared == ["good"]
    assert errors


PAGES = (
    "/",
    "/?q=lesson",
    "/workshops/odd",
    "/workshops/odd.md",
    "/api/v1/workshops/odd",
    "/feed.atom",
    "/sitemap.xml",
)


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_only_unusual_is_published_and_shown(site: Site, name: str) -> None:
    from policysearch.exporters import FORMATS
    from policysearch.web import create_app

    write(site, "odd.md", PUBLISHED[name])
    assert built(site) == (["good", "odd"], [])
    client = create_app(site.searcher(), site.settings).test_client()
    for page in (*PAGES, "/brief?q=lesson", *(f"/export.{form}?q=lesson" for form in FORMATS)):
        assert client.get(page, buffered=True).status_code == 200, page


SIDECARS: dict[str, str | bytes] = {
    "no text": '{"number": 1, "text": null}',
    "a list of texts": '{"number": 1, "text": ["a"]}',
    "a number as text": '{"number": 1, "text": 5}',
    "a title that is a list": '{"number": 1, "text": "a", "title": ["a"]}',
    "a number that is true": '{"number": true, "text": "a"}',
    "a number and a half": '{"number": 1.5, "text": "a"}',
    "a number that is none": '{"number": NaN, "text": "a"}',
    "nothing": "null",
    "a list": "[]",
    "another language": '{"number": 1, "text": "a", "language": "xx"}',
    "a folder as language": '{"number": 1, "text": "a", "language": "../x"}',
    "languages": '{"number": 1, "text": "a", "language": ["en"]}',
    "letters that are not UTF-8": b'{"number": 1, "text": "caf\xe9"}',
    "UTF-16": '{"number": 1, "text": "a"}'.encode("utf-16-le"),
    "brackets": '{"number": 1, "text": "a", "x": ' + "[" * 50_000 + "]" * 50_000 + "}",
    "a book in a line": json.dumps({"number": 1, "text": "a" * MAX_PASSAGE}),
}


@pytest.mark.parametrize("name", SIDECARS)
def test_a_passage_that_is_none_is_one_line(site: Site, name: str) -> None:
    write(site, "odd/workshop.md", text(fields=ATTACHED))
    write(site, "odd/a.pdf", b"%PDF")
    write(site, "odd/a.pdf.passages.jsonl", SIDECARS[name])
    assert built(site) == (["good"], ["the passage cannot be read"])


def test_two_passages_with_one_number_are_one_line(site: Site) -> None:
    write(site, "odd/workshop.md", text(fields=ATTACHED))
    write(site, "odd/a.pdf", b"%PDF")
    lines = [json.dumps({"number": 1, "text": word}) for word in ("apples", "berries")]
    write(site, "odd/a.pdf.passages.jsonl", "\ufeff" + "\n".join(lines))
    assert built(site) == (["good"], ["the passage 1 is there twice"])


@pytest.mark.parametrize(
    "name", ["vocabulary.md", f"{'a' * 101}.md", "%2e%2e.md", "-.md", "odd.md.md", "two\nlines.md", "café.md"]
)
def test_a_name_that_cannot_be_an_address_is_one_line(site: Site, name: str) -> None:
    write(site, name, text())
    appeared, errors = built(site)
    assert (appeared, len(errors)) == (["good"], 1)
