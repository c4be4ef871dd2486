"""A web page, perhaps saved by a browser -> Outline of the text that a reader of the page sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from policysearch.importers.formats import document_title, text
from policysearch.importers.outline import Block, BlockKind, LeftOut, Outline, clean, collect, sectioned
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message

FURNITURE = message("menus, forms, notices and feet of the page")
_UNSEEN = "script style template noscript iframe object svg canvas audio video head [hidden] [aria-hidden=true]"
_FURNITURE_TAGS = frozenset(["nav", "form", "button", "select", "textarea"])
_FURNITURE_ROLES = frozenset("navigation search banner contentinfo dialog complementary".split())
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletter|subscribe|breadcrumbs?|menu|navbar|navigation|sidebar|related"
    r"|share|sharing|social|upcoming|footer|rodap[eé]|pie|pied|bas-de-page|skip-link|pagination|widget)(?=$|[\s_-])",
    re.I,
)
_MAX_FURNITURE = 0.5  # of the page's words: a part that holds more is no furniture, whatever it is called
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I)
_INLINE = set(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike".split()
)
_INLINE |= set("strong sub sup time tt u var wbr img".split())
_MENU_SHARE, _MENU_WORDS = 0.9, 8  # of the words that are links, and words an item
_WITHIN_ITEM = {"p", "div", "br"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)")
_MAX_DEPTH = 200


def read(path: Path) -> Outline:
    """Return the page's headings, paragraphs, list items and table rows; no navigation, forms and hidden parts."""
    return outline(path.read_bytes())


def outline(content: bytes, charset: str = "", address: str = "") -> Outline:
    """Return the outline of a page's bytes. ``charset`` and ``address`` are what is known of it from elsewhere."""
    source = _decode(content, charset)
    tree = LexborHTMLParser(source)
    language = (tree.root.attributes.get("lang") or "") if tree.root else ""
    title = tree.css_first("title")
    outline_title = document_title.title(title.text()) if title else ""
    address = _address(tree, source) or (address if address.startswith(("http://", "https://")) else "")
    left_out: list[LeftOut] = []
    root = _content(tree, left_out)
    blocks = (
        collect(sectioned(text.typed_items(_Walk(left_out, len(root.text())).blocks(root), o_level=2))) if root else ()
    )
    return Outline(
        blocks, title=outline_title, language=language[:2].lower(), address=address, left_out=tuple(left_out)
    )


def _decode(data: bytes, charset: str) -> str:
    declared = _CHARSET.search(data[:4096])
    name = (charset or (declared[1].decode("ascii", "replace") if declared else "utf-8")).lower()
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and name not in ("utf-8", "utf8"):
        try:
            return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name, "replace")
        except LookupError:
            pass
    return text.decode(data)


def _address(tree: LexborHTMLParser, source: str) -> str:
    canonical = tree.css_first("link[rel=canonical]")
    address = (canonical.attributes.get("href") if canonical else "") or ""
    saved = _SAVED_FROM.search(source[:4096])
    return address if address.startswith(("http://", "https://")) else (saved[1] if saved else "")


def _content(tree: LexborHTMLParser, left_out: list[LeftOut]) -> LexborNode | None:
    """Return the page's main part where it is marked and holds most of the words, else all of it.

    The words around it are added to ``left_out``.
    """
    for selector in _UNSEEN.split():
        for node in tree.css(selector):
            node.decompose()
    body = tree.body
    mains = tree.css("main, [role=main], article")
    if not body or len(mains) != 1 or len(mains[0].text()) <= len(body.text()) / 2:
        return body
    node = mains[0]
    while node.parent is not None and (node.tag or "").lower() != "body":
        sibling = node.parent.child
        while sibling is not None:
            if sibling.mem_id != node.mem_id:
                _leave_out(sibling, left_out)
            sibling = sibling.next
        node = node.parent
    return mains[0]


def _leave_out(node: LexborNode, left_out: list[LeftOut]) -> None:
    words = clean(node.text(separator=" "))
    if words:
        left_out.append(LeftOut(words, 1, FURNITURE))


def _is_furniture(node: LexborNode, tag: str, size: int) -> bool:
    """Return whether a part is a menu, a form, a notice or a foot, and less than half of the page's words."""
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    is_foot = tag == "footer" and node.parent is not None and (node.parent.tag or "").lower() == "body"
    is_named = tag in _FURNITURE_TAGS or attributes.get("role") in _FURNITURE_ROLES or is_foot
    is_menu = tag in ("ul", "ol") and _is_menu(node)
    if not (is_named or is_menu or _FURNITURE_NAME.search(names)):
        return False
    return tag in ("nav", "button") or len(node.text()) < size * _MAX_FURNITURE


def _is_menu(listing: LexborNode) -> bool:
    """Return whether a list has nothing but short links, as menus and lists of related pages do."""
    items = listing.css("li")
    links = listing.css("a")
    words = len(listing.text().split())
    linked = sum(len(link.text().split()) for link in links)
    return len(items) > 1 and words > 0 and linked >= words * _MENU_SHARE and words / len(items) < _MENU_WORDS


@dataclass
class _Line:
    """The words gathered for the next block; ``plain`` once some of them are not bold; ``number`` of a list's item."""

    pieces: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    strong: list[str] = field(default_factory=list)
    plain: bool = False
    number: int = 0


class _Walk:
    """One walk over a tree, in reading order."""

    def __init__(self, left_out: list[LeftOut], size: int) -> None:
        self._left_out = left_out
        self._size = size  # of the page, in characters
        self._line = _Line()
        self._number = 0  # of the child that is read, within a numbered list

    def blocks(self, root: LexborNode) -> Iterator[Block]:
        """Yield the blocks of a node and all within it. Raises ImportRefusedError where they are nested too deeply."""
        yield from self._children(root, "paragraph", 0, False, 0)
        yield from self._end("paragraph", 0)

    def _children(self, node: LexborNode, kind: BlockKind, level: int, strong: bool, depth: int) -> Iterator[Block]:
        if depth > _MAX_DEPTH:
            raise ImportRefusedError("its parts are nested too deeply.", "Save the page again from a browser.")
        child = node.child
        is_numbered, number = (node.tag or "").lower() == "ol", 0
        while child is not None:
            number += (child.tag or "").lower() == "li"
            self._number = number if is_numbered else 0
            yield from self._node(child, kind, level, strong, depth + 1)
            child = child.next

    def _node(self, node: LexborNode, kind: BlockKind, level: int, strong: bool, depth: int) -> Iterator[Block]:
        tag = (node.tag or "").lower()
        if tag == "-text":
            self._words(node.text_content or "", strong)
        elif kind == "item" and tag in _WITHIN_ITEM:
            self._line.pieces.append(" ")
            yield from self._children(node, kind, level, strong, depth)
            self._line.pieces.append(" ")
        elif tag == "br":
            yield from self._end(kind, level)
        elif tag.startswith(("-", "_", "!")) or _is_hidden(node):
            return
        elif tag not in _INLINE and _is_furniture(node, tag, self._size):
            yield from self._end(kind, level)
            _leave_out(node, self._left_out)
        elif tag in _INLINE:
            yield from self._inline(node, kind, level, strong or tag in ("b", "strong"), depth)
        elif tag == "tr":
            yield from self._row(node, depth)
        else:
            yield from self._end(kind, level)
            inner, inner_level = _kind(tag, kind, level)
            self._line.number = self._number if tag == "li" else 0
            yield from self._children(node, inner, inner_level, strong, depth)
            yield from self._end(inner, inner_level)

    def _inline(self, node: LexborNode, kind: BlockKind, level: int, strong: bool, depth: int) -> Iterator[Block]:
        start = len(self._line.pieces)
        yield from self._children(node, kind, level, strong, depth)
        words = clean("".join(self._line.pieces[start:]))
        address = node.attributes.get("href") or ""
        if address.startswith(("http://", "https://")):
            self._line.links.append((words, address))
        elif words and (node.tag or "").lower() in ("b", "strong"):
            self._line.strong.append(words)

    def _words(self, words: str, strong: bool) -> None:
        self._line.pieces.append(words)
        self._line.plain = self._line.plain or (bool(words.strip(" \t\r\n:.,;-–—»\xa0")) and not strong)

    def _row(self, node: LexborNode, depth: int) -> Iterator[Block]:
        yield from self._end("paragraph", 0)
        cells = [cell for cell in node.iter() if (cell.tag or "").lower() in ("td", "th")]
        inner = (
            [list(_Walk(self._left_out, self._size).blocks(cell)) for cell in cells if not _is_hidden(cell)]
            if depth < _MAX_DEPTH
            else []
        )
        if len(inner) == 1 or any(len(blocks) > 1 for blocks in inner):  # a table for layout, not for data
            for blocks in inner:
                yield from blocks
            return
        words = [" ".join(block.text for block in blocks) for blocks in inner]
        links = tuple(link for blocks in inner for block in blocks for link in block.links)
        yield Block("row", " | ".join(words) if any(words) else "", links=links)

    def _end(self, kind: BlockKind, level: int) -> Iterator[Block]:
        line, self._line = self._line, _Line()
        words = clean("".join(line.pieces))
        mark = text.BULLET.match(words) if kind == "paragraph" else None
        if mark and words[:1] in "•·▪●■":
            kind, level, words = "item", 1, words[mark.end() :]
        if kind == "paragraph" and words and not line.plain and len(words) < 300:
            kind, level = "heading", 7  # a line wholly in bold heads what follows
        if words:
            bold = tuple(line.strong) if line.plain and kind != "heading" else ()
            number = line.number if kind == "item" else 0
            yield Block(kind, words, level, links=tuple(line.links), strong=bold, number=number)


def _kind(tag: str, kind: BlockKind, level: int) -> tuple[BlockKind, int]:
    if re.fullmatch("h[1-6]", tag):
        return "heading", int(tag[1])
    if tag == "li":
        return "item", (level + 1 if kind == "item" else 1)
    if tag in ("dd", "blockquote", "td", "th"):
        return "paragraph", 0
    return kind, level


def _is_hidden(node: LexborNode) -> bool:
    return bool(_HIDDEN.search(node.attributes.get("style") or "")) or (node.tag or "").lower() == "del"
