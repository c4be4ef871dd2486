"""Rendering is safe, and the plain text has the words of the rendering."""

import html
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.materials import plain, render

DATA = Path(os.environ.get("POLICYSEARCH_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def rendered_words(text: str) -> list[str]:
    return words(html.unescape(re.sub(r"<[^>]*>", " ", render(text))))


@pytest.mark.parametrize(
    "text",
    [
        "A *light* and **strong** word, `code` too",
        "A [link](https://example.org/a_(b)) and <https://example.org>",
        "# Heading\n\ntext\n\n- one\n- two\n\n1. first\n2. second",
        "> quoted\n\n---\n\nafter",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        r"escaped \*stars\* and 2 \< 3 &amp; more",
        "Caribbean_Export stays, snake_case_too; U.S. SBDCs--including 120-hour training",
        "***both***, _under_, __double__",
    ],
)
def test_plain_text_has_the_words_of_the_rendering(text: str) -> None:
    assert words(plain(text)) == rendered_words(text)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", '<img src=x onerror="alert(1)">', "<p onclick=x>y</p>"],
)
def test_nothing_that_acts_survives_rendering(text: str) -> None:
    html_text = render(text).lower()
    assert "<script" not in html_text
    assert "javascript:" not in html_text
    assert not re.search(r"<[^>]*\bon\w+\s*=", html_text)


def test_headings_stay_below_the_pages_title() -> None:
    assert render("# One\n\n###### Six") == "<h2>One</h2>\n<h6>Six</h6>"


def test_links_out_pass_no_opener() -> None:
    assert 'rel="noopener nofollow"' in render("[a](https://example.org)")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c:d#e",
        "HTTP://example.org",
        "mailto:someone@example.org",
        "/workshops/2010-panama",
        "files/report.pdf?page=3",
        "#h1",
        "?q=ict",
    ],
)
def test_ordinary_addresses_stay_links(address: str) -> None:
    assert f'href="{address}"' in render(f"[a]({address})")


@pytest.mark.parametrize(
    "address",
    [
        r"\x0bjavascript:javascript:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "tel:1",
        "a:b/c",
        r"/\example.org",
        "https:example.org",
        "/a&#13;b",
    ],
)
def test_an_unusual_address_is_no_link(address: str) -> None:
    assert "href" not in render(f'<a href="{address}">a</a>')


SIGNS = st.sampled_from([*"<>[]()\"'\\&#;:/=\n\t\x0b\x00 ", "<a href=", "javascript:", "http://", "&#x3a;", "\\x0b"])


@settings(max_examples=150)
@given(st.lists(SIGNS | st.text(max_size=4), max_size=15).map("".join))
def test_whatever_is_written_a_links_address_is_ordinary(text: str) -> None:
    for address in re.findall(r'<a\b[^>]*?href="([^"]*)"', render(text)):
        assert re.match(r"(?i)(https?://|mailto:|[^:/?#]*([/?#]|$))", html.unescape(address)), address
        assert not re.search(r"[\\\x00-\x1f]", html.unescape(address)), address


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared sample documents are not here")
def test_payloads_known_to_break_sites_are_harmless() -> None:
    payloads = (DATA / "documents" / "xss-xss-payload-list.txt").read_text("utf-8", "replace").splitlines()
    payloads += json.loads((DATA / "documents" / "blns.json").read_text("utf-8"))
    for payload in payloads:
        for tag in re.findall(r"<[^>]*>", render(payload[:2000]).lower()):
            assert re.match(
                r"</?(?:p|br|hr|h[2-6]|ul|ol|li|blockquote|pre|code|em|strong|a|table|thead|tbody|tr|th|td|del|su[bp]|d[ldt])\b",
                tag,
            ), tag
            assert not re.search(r"\son\w+\s*=|javascript:", tag), tag


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_any_text_becomes_one_line_of_plain_text(text: str) -> None:
    line = plain(text)
    assert line == line.strip()
    assert "\n" not in line


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        (
            "See https://www.example.org/a_b_c, then go.",
            "https://www.example.org/a_b_c",
            "https://www.example.org/a_b_c",
        ),
        ("(https://www.example.org/x_(y))", "https://www.example.org/x_(y)", "https://www.example.org/x_(y)"),
        ("Write to a.b@example.org.", "mailto:a.b@example.org", "a.b@example.org"),
        ("**https://example.org**", "https://example.org", "https://example.org"),
    ],
)
def test_bare_addresses_become_links(text: str, address: str, words: str) -> None:
    assert f'<a href="{address}" rel="noopener nofollow">{words}</a>' in render(text)


@pytest.mark.parametrize("text", ["`https://example.org`", "    https://example.org", "javascript:alert(1)", "a@b"])
def test_code_and_what_is_no_address_stay_as_they_are(text: str) -> None:
    assert "<a" not in render(text)


def test_an_address_within_a_link_is_no_second_link() -> None:
    assert render("[https://a.example.org](https://b.example.org)").count("<a ") == 1
