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
    shown = render(text).lower()
    assert "<script" not in shown
    assert "javascript:" not in shown
    assert not re.search(r"<[^>]*\bon\w+\s*=", shown)


def test_headings_stay_below_the_pages_title() -> None:
    assert render("# One\n\n###### Six") == "<h2>One</h2>\n<h6>Six</h6>"


def test_links_out_pass_no_opener() -> None:
    assert 'rel="noopener nofollow"' in render("[a](https://example.org)")


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


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_becomes_one_line_of_plain_text(text: str) -> None:
    line = plain(text)
    assert line == line.strip()
    assert "\n" not in line
