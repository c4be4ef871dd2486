"""Markdown -> sanitised HTML for pages, and -> the same words as plain text for the index."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from typing import cast
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from policysearch.model.document import PARAGRAPH_END
from policysearch.text.bare_addresses import BARE_ADDRESS, address_link, trimmed_address

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong"),
    *("a", "table", "thead", "tbody", "tr", "th", "td", "del", "sup", "sub", "dl", "dt", "dd"),
}
ATTRIBUTES = {"a": {"href", "title"}, "th": {"scope"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
# An address with one of these schemes, or one without a colon before its first slash; never a backslash or control.
_ADDRESS = re.compile(r"(?:https?://|mailto:|(?=[^:]*(?:[/?#]|$)))[^\\\x00-\x1f\x7f-\x9f\u2028\u2029]*", re.IGNORECASE)
_OF_THREAD = threading.local()
_HEADING = re.compile(r"<(/?)h([1-6])>")
# No pattern may scan far from more than one of its starts: each is linear in the length of a text.
_BEFORE_EMPHASIS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<(https?://[^<>\s]+|[^<>\s@]+@[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), " "),
    (re.compile(r"!\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"), r""),
    (re.compile(r"\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (
        re.compile(
            r"^ {0,3}(?:#{1,6}(?=\s)|>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|(?:[-*_] *){3,}$|={3,}$|```.*$)", re.MULTILINE
        ),
        " ",
    ),
    (re.compile(r"\s#+\s*$", re.MULTILINE), ""),
)
_AFTER_EMPHASIS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"`+([^`]*)`+"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])"), r"\1"),
)
# Of each kind of emphasis: its beginning, and its end by the number of signs.
_EMPHASIS = (
    (re.compile(r"(?<!\\)\*{1,3}(?=\S)"), [re.compile(rf"(?<=\S)\*{{{n}}}") for n in (1, 2, 3)]),
    (re.compile(r"(?<![\w\\])_{1,3}(?=\S)"), [re.compile(rf"(?<=\S)_{{{n}}}(?!\w)") for n in (1, 2, 3)]),
)
# A line that begins a block of its own: a list item, a row of a table, a heading, or an empty one.
_BLOCK_START = re.compile(r"\s*(?:$|[-*+•]\s|\d{1,9}[.)]\s|\||#{1,6}\s)")
_HEADING_LINE = re.compile(r" {0,3}#{1,6}\s")
_MARKS = r"\`*_[<>#&|"
# A heading or a rule that more lines follow: the library takes a block apart there, and copies all the rest each time.
_BLOCK_END = re.compile(r"^(#[^\n]*| {0,3}(?:(?:\* *){3,}|(?:_ *){3,}|(?:- *){3,}))\n(?=[^\n])", re.MULTILINE)
MANY_BLOCK_ENDS = 50  # so that ordinary texts stay as they are
_BEGINNING = re.compile(r"^[^\S\n]*(?:[-+=]|\d+[.)])", re.MULTILINE)  # of a line


class _BareAddresses(InlineProcessor):
    """Make links of bare addresses, but not within links."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | None, int | None, int | None]:
        address = trimmed_address(m[0])
        element = Element("a", href=address_link(address))
        element.text = AtomicString(address)
        return element, m.start(0), m.start(0) + len(address)


class _LinkedAddresses(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.inlinePatterns.register(_BareAddresses(f"(?ix){BARE_ADDRESS.pattern}", md), "bare_addresses", 85)


def render(text: str) -> str:
    """Return ``text`` as safe HTML: no scripts, styles or images, headings from h2 on."""
    parted, count = _BLOCK_END.subn(r"\1\n\n", text)
    text = parted if count > MANY_BLOCK_ENDS else text
    raw = _converter().reset().convert(text)
    lowered = _HEADING.sub(lambda match: f"<{match[1]}h{min(int(match[2]) + 1, 6)}>", raw)
    return nh3.clean(
        lowered,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow",
    )


def _converter() -> markdown.Markdown:
    """Return this thread's converter: making one takes longer than converting a lesson, and no two may share it."""
    if not hasattr(_OF_THREAD, "converter"):
        extensions: list[str | Extension] = ["tables", "sane_lists", _LinkedAddresses()]
        _OF_THREAD.converter = markdown.Markdown(extensions=extensions, output_format="html")
    return cast(markdown.Markdown, _OF_THREAD.converter)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value to show; None drops the attribute."""
    if (tag, name) != ("a", "href"):
        return value
    address = value.strip()
    return address if _ADDRESS.fullmatch(address) else None


def plain(text: str) -> str:
    """Return the words of ``text`` as one line of plain text: those that ``render`` shows, without marks."""
    if _is_marked(text):
        text = _without_comments(text)
        for pattern, replacement in _BEFORE_EMPHASIS:
            text = pattern.sub(replacement, text)
        for beginning, ends in _EMPHASIS:
            text = _without_emphasis(text, beginning, ends)
        for pattern, replacement in _AFTER_EMPHASIS:
            text = pattern.sub(replacement, text)
        text = html.unescape(text.replace("|", " "))
    if text.isprintable() and "  " not in text:  # no white space but single spaces
        return text.strip()
    return " ".join(text.split())


def plain_paragraphs(text: str) -> str:
    """Return the words of ``text`` as ``plain`` has them, each paragraph, list item and heading for itself."""
    text = _without_comments(text)
    if "\n" not in text:
        return plain(text)
    return PARAGRAPH_END.join(filter(None, map(plain, _blocks(text))))


def _blocks(text: str) -> Iterator[str]:
    """Yield the lines of each paragraph, list item, heading and row of a table."""
    block: list[str] = []
    for line in text.split("\n"):
        if _BLOCK_START.match(line) or (block and _HEADING_LINE.match(block[-1])):
            yield "\n".join(block)
            block = []
        block.append(line)
    yield "\n".join(block)


def _without_comments(text: str) -> str:
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[position:start])
        position = end + 3
    return " ".join([*parts, text[position:]]) if parts else text


def _without_emphasis(text: str, beginning: re.Pattern[str], ends: list[re.Pattern[str]]) -> str:
    """Return ``text`` without the signs of emphasis; linear, for an end that is nowhere is looked for once."""
    parts: list[str] = []
    position = 0
    missing: set[int] = set()  # numbers of signs
    start = beginning.search(text)
    while start:
        resume = start.start() + 1
        for length in range(len(start.group()), 0, -1):
            inner = start.start() + length
            end = None if length in missing else ends[length - 1].search(text, inner + 1)
            if end:
                parts += (text[position : start.start()], text[inner : end.start()])
                position = resume = end.end()
                break
            missing.add(length)
        start = beginning.search(text, resume)
    return "".join([*parts, text[position:]]) if parts else text


def _is_marked(text: str) -> bool:
    """Return whether ``text`` may have marks. Lines are looked at last: that takes ten times as long."""
    for mark in _MARKS:  # a search for each is ten times as fast as one for a set
        if mark in text:
            return True
    return bool(_BEGINNING.match(text) or ("\n" in text and _BEGINNING.search(text)))
