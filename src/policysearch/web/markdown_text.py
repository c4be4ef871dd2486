"""Pages as Markdown (CommonMark, with the tables of GitHub): what a page says, without what one does there.

Every page is written by one rule, a new one too. A library for HTML of any kind would take more of the page than
a reader needs (forms, filters, hidden words), and less care of its addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from policysearch.web.html_tree import Element, parse_html

Address = Callable[[str], str]  # an address as the page has it -> the one to write
_SKIPPED_TAGS = frozenset("button form iframe img input label script select style svg template textarea".split())
_SKIPPED_CLASSES = frozenset("asking choose choosing citing does hidden key opens skip trail unscripted why".split())
_VALUES = "all"  # the class of a list of all values of a filter, and of its form: what they say is the page's content
_SKIPPED_IDS = frozenset(("filters", "limit", "announce"))
_BLOCKS = frozenset(
    "article aside blockquote body caption dd details div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header li main"
    " nav ol p pre section summary table tbody td th thead tr ul".split()
)
_SIGNS = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)|!(?=\[)")
_LINE_BEGINNING = re.compile(r"^(\d+(?=[.)])|[#>+=-])", re.MULTILINE)
_ITEM_NUMBER = re.compile(r"[0-9]{1,9}")  # as Markdown has them; a material's own HTML may have any text there
SEPARATOR = "·"  # between what stands in one line; a screen reader need not say it
LINE_BREAK = "\0"  # in inline text, until blanks are folded; HTML has no such character
_EMPHASIS = {"b": "**", "strong": "**", "em": "*", "i": "*"}


def page_to_markdown(html: str, address: Address) -> str:
    """Return what the main part of a page says; links have the addresses that ``address`` makes of the page's."""
    main = parse_html(html).first("main")
    blocks = [] if main is None else _blocks(main.children, address)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Return plain text so that Markdown shows it as it is."""
    return _SIGNS.sub(lambda match: "\\" + match[0], text)


def _blocks(children: Iterable[Element | str], address: Address) -> list[str]:
    """Return the blocks of Markdown of an element's content; text beside blocks is a paragraph."""
    blocks: list[str] = []
    run: list[Element | str] = []
    for child in children:
        if isinstance(child, str) or child.tag not in _BLOCKS:
            run.append(child)
            continue
        blocks += _paragraph(run, address)
        run = []
        if not _is_skipped(child):
            blocks += _block(child, address)
    return blocks + _paragraph(run, address)


def _block(element: Element, address: Address) -> list[str]:
    """Return the blocks of one element."""
    writer = _WRITERS.get(element.tag)
    return writer(element, address) if writer else _blocks(_children(element), address)


def _children(element: Element) -> list[Element | str]:
    """Return the children of an element, with blanks between those that only the layout of a ``div`` holds apart."""
    if element.tag != "div":
        return element.children
    return [part for child in element.children for part in (child, " ")]


def _heading(element: Element, address: Address) -> list[str]:
    return [f"{'#' * int(element.tag[1])} {text}" for text in _paragraph(element.children, address)]


def _summary(element: Element, address: Address) -> list[str]:
    return [f"**{text}**" for text in _paragraph(element.children, address)]


def _quotation(element: Element, address: Address) -> list[str]:
    text = "\n\n".join(_blocks(element.children, address))
    return [re.sub("^", "> ", text, flags=re.MULTILINE)] if text else []


def _code(element: Element, _address: Address) -> list[str]:
    text = _raw_text(element).strip("\n")
    fence = "`" * max(3, max(map(len, re.findall("`+", text)), default=0) + 1)
    return [f"{fence}\n{text}\n{fence}"]


def _list(element: Element, address: Address) -> list[str]:
    start = element.attributes.get("start", "1")
    number = int(start) if _ITEM_NUMBER.fullmatch(start) else 1
    items = []
    for child in element.children:
        if not isinstance(child, Element) or child.tag != "li" or _is_skipped(child):
            continue
        blocks = [re.sub(r"^#+ (.*)$", r"**\1**", block) for block in _blocks(_content(child, element), address)]
        if blocks:
            marker = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            indented = "\n\n".join(blocks).replace("\n", "\n" + " " * len(marker))
            items.append(marker + re.sub(r"^ +$", "", indented, flags=re.MULTILINE))
    is_loose = any("\n\n" in item for item in items)
    return [("\n\n" if is_loose else "\n").join(items)] if items else []


def _content(item: Element, of: Element) -> list[Element | str]:
    """Return what an item of a list has; in a list of values the label of each box is what it says."""
    if _VALUES not in of.classes:
        return item.children
    parts = (
        child.children if isinstance(child, Element) and child.tag == "label" else [child] for child in item.children
    )
    return [*chain.from_iterable(parts)]


def _descriptions(element: Element, address: Address) -> list[str]:
    lines = [*_terms(element, address)]
    return ["\n".join(lines)] if lines else []


def _terms(element: Element, address: Address) -> Iterator[str]:
    """Yield a line for each term of a list of descriptions, with what describes it."""
    term, descriptions = "", list[str]()
    for child in [*element.children, Element("dt", {})]:
        if not isinstance(child, Element):
            continue
        text = " ".join(_blocks(child.children, address))
        if child.tag == "dt":
            if term or descriptions:
                yield f"- **{term}**: {'; '.join(descriptions)}"
            term, descriptions = text, []
        elif text:
            descriptions.append(text)


def _table(element: Element, address: Address) -> list[str]:
    rows = [[_cell(cell, address) for cell in row] for row in _rows(element)]
    width = max(map(len, rows), default=0)
    if not width:
        return []
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return ["\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])]


def _cell(cell: Element, address: Address) -> str:
    """Return a cell's text in one line. In a table a bar is escaped in code too."""
    text = re.sub(r"\\?\n\s*", " ", " ".join(_blocks(cell.children, address)))
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def _rows(element: Element) -> Iterator[list[Element]]:
    for child in element.children:
        if isinstance(child, Element) and child.tag == "tr":
            yield [cell for cell in child.children if isinstance(cell, Element)]
        elif isinstance(child, Element) and child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _paragraph(children: Iterable[Element | str], address: Address) -> list[str]:
    """Return the one paragraph that inline content makes; none of blanks."""
    lines = " ".join(_inline(children, address).split()).split(LINE_BREAK)
    text = "\\\n".join(filter(None, map(str.strip, lines)))
    return [_LINE_BEGINNING.sub(_escape_beginning, text)] if text else []


def _escape_beginning(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if not match[0].isdigit() else f"{match[0]}\\"


def _inline(children: Iterable[Element | str], address: Address) -> str:
    return "".join(escaped(child) if isinstance(child, str) else _inline_element(child, address) for child in children)


def _inline_element(element: Element, address: Address) -> str:
    if _is_skipped(element):
        return ""
    if element.tag == "br":
        return LINE_BREAK
    if element.tag == "code":
        text = " ".join(_raw_text(element).split())
        fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
        return f"{fence}{' ' if '`' in text else ''}{text}{' ' if '`' in text else ''}{fence}" if text else ""
    text = _inline(element.children, address)
    href = element.attributes.get("href", "") if element.tag == "a" else ""
    if href and not href.startswith("#") and text.strip():
        return _around(text, "[", f"]({_target(address(href))})")
    mark = _EMPHASIS.get(element.tag, "")
    return _around(text, mark, mark) if mark and text.strip() else text


def _around(text: str, opening: str, closing: str) -> str:
    """Return ``text`` between two marks, the blanks at its ends outside of them."""
    inner = text.strip()
    start = text.index(inner[0]) if inner else 0
    return f"{text[:start]}{opening}{inner}{closing}{text[start + len(inner) :]}"


def _target(address: str) -> str:
    return re.sub(r"[\s()<>\\]", lambda match: f"%{ord(match[0]):02X}", address)


def _raw_text(element: Element) -> str:
    return "".join(child if isinstance(child, str) else _raw_text(child) for child in element.children)


def _is_skipped(element: Element) -> bool:
    """Return whether an element is there to be used, or for the eye or ear alone."""
    attributes = element.attributes
    return (
        (element.tag in _SKIPPED_TAGS and _VALUES not in element.classes)
        or not _SKIPPED_CLASSES.isdisjoint(element.classes)
        or attributes.get("id") in _SKIPPED_IDS
        or "hidden" in attributes
        or (attributes.get("aria-hidden") == "true" and _raw_text(element).strip() != SEPARATOR)
    )


_WRITERS: dict[str, Callable[[Element, Address], list[str]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "ul": _list,
    "ol": _list,
    "dl": _descriptions,
    "table": _table,
    "pre": _code,
    "blockquote": _quotation,
    "summary": _summary,
}
