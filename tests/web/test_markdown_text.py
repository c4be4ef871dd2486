"""Pages as Markdown: whoever reads it sees what the page says, whatever the words."""

from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policysearch.web.html_tree import Element, parse_html
from policysearch.web.markdown_text import page_to_markdown

READER = MarkdownIt("commonmark").enable("table")
SIGNS = "\\`*_[]<>#+-.!|&~=:()1a \n\"'{}$^/@%;,?é"
texts = st.text(st.sampled_from(SIGNS) | st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=30)


def written(html: str) -> str:
    return page_to_markdown(f"<nav>around</nav><main>{html}</main>", lambda href: f"https://x.example{href}")


def seen(markdown: str) -> str:
    """The text that a reader of the Markdown sees, blanks folded."""
    return " ".join(text_of(parse_html(READER.render(markdown))).split())


def text_of(element: Element) -> str:
    return "".join(child if isinstance(child, str) else text_of(child) for child in element.children)


@given(texts)
def test_any_text_is_seen_as_it_is(text: str) -> None:
    folded = " ".join(text.split())
    for form in ("<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<blockquote><p>{}</p></blockquote>", "{}"):
        assert seen(written(form.format(escape(text)))) == folded


@given(texts)
def test_any_text_of_a_link_or_a_cell_is_seen_as_it_is(text: str) -> None:
    folded = " ".join(text.split())
    link = f'<p>See <a href="/a(b)?q=c d">{escape(text)}</a> there.</p>'
    assert seen(written(link)) == " ".join(f"See {text} there.".split())
    table = f"<table><tr><th>Head</th></tr><tr><td>{escape(text)}</td></tr></table>"
    assert seen(written(table)) == f"Head {folded}".strip()


@given(texts.filter(str.split))
def test_code_is_seen_as_it_is(text: str) -> None:
    assert seen(written(f"<p><code>{escape(text)}</code></p>")) == " ".join(text.split())
    assert seen(written(f"<pre>{escape(text)}</pre>")).split() == text.split()


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h1>A &amp; b</h1><p>c</p>", "# A & b\n\nc\n"),
        ("<p>a <b>b</b><i> c</i>d</p>", "a **b** *c*d\n"),
        ('<p><a href="/x">a</a> <a href="#y">b</a></p>', "[a](https://x.example/x) b\n"),
        ("<ul><li>a<ul><li>b</li></ul></li><li><h3>c</h3><p>d</p></li></ul>", "- a\n\n  - b\n\n- **c**\n\n  d\n"),
        ('<ol start="9"><li>a</li><li>b</li></ol>', "9. a\n10. b\n"),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd><dt>d</dt><dd>e</dd></dl>", "- **a**: b; c\n- **d**: e\n"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c|</td></tr></table>", "| a | b |\n| --- | --- |\n| c\\| |  |\n"),
        ("<table><tr><td><code>a|b</code></td></tr></table>", "| `a\\|b` |\n| --- |\n"),
        ("<div><span>a</span><span>b</span></div>", "a b\n"),
        ("<p>a<br>b</p>", "a\\\nb\n"),
        ("<p>a<br>- b<br>2. c</p>", "a\\\n\\- b\\\n2\\. c\n"),
        ("<table><tr><td>a<br>b<ul><li>c</li><li>d</li></ul></td></tr></table>", "| a b - c - d |\n| --- |\n"),
        ('<ol start="0"><li>a</li></ol>', "0. a\n"),
        ('<ol start="x"><li>a</li></ol>', "1. a\n"),
        ("<blockquote></blockquote>", "\n"),
        ("<p>1. a</p><p>- b</p><p># c</p>", "1\\. a\n\n\\- b\n\n\\# c\n"),
        ("<p>a</p><form><p>b</p></form><p class='hidden'>c</p><p hidden>d</p><button>e</button>", "a\n"),
        (
            "<form class='all'><p><label>a</label><input></p><ul class='all'><li><label><input> b <b>3</b></label> c"
            "</li></ul><button>d</button></form>",
            "- b **3** c\n",
        ),
        ("<ul><li><label>a</label> b</li></ul>", "- b\n"),
        ("<p><span aria-hidden='true'>×</span>a <span aria-hidden='true'>·</span> b</p>", "a · b\n"),
        ("<details><summary>a</summary><p>b</p></details>", "**a**\n\nb\n"),
        ("<p>a</div></p></main><footer>b</footer>", "a\n"),
        ("", "\n"),
    ],
)
def test_each_element_is_written_in_its_own_way(html: str, markdown: str) -> None:
    assert written(html) == markdown


def test_without_a_main_part_nothing_is_written() -> None:
    assert page_to_markdown("<p>a</p>", unescape) == "\n"


@pytest.mark.parametrize("tag", ["blockquote", "em", "ul"])
def test_elements_of_any_depth_are_written_in_proportion(tag: str) -> None:
    markdown = written(f"{f'<{tag}>' * 3_000}a{f'</{tag}>' * 3_000}<p>b</p>")
    assert "a" in markdown or tag == "ul"  # whose items alone are written
    assert markdown.endswith("b\n")
    assert len(markdown) < 1_000
