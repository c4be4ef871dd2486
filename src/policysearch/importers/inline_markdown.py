"""A block's words as Markdown: escaped, with its links and its words in bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysearch.importers.outline import Block

_MARKUP = re.compile(r"([\\`*\[\]{}|])|(?<!\w)_|_(?!\w)|~(?=~)")
_OPENING = re.compile(r"^(#{1,6}(?=\s|$)|[>+=-]|(?:\d+|[A-Za-z])(?=[.)]\s)|:(?=\s))")


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is."""
    marked = _inner(text)
    opening = _OPENING.match(marked)
    if not opening:
        return marked
    return f"{marked[: opening.end()]}\\{marked[opening.end() :]}" if opening[0].isalnum() else f"\\{marked}"


def marked(block: Block) -> str:
    """Return the block's words with its outside links and bold words."""
    spans = list(_spans(block))
    if not spans:
        return escaped(block.text)
    pieces, position = [], 0
    for start, end, opening, closing in spans:
        lead = block.text[position:start]
        pieces += [escaped(lead) if not position else _inner(lead), opening, _inner(block.text[start:end]), closing]
        position = end
    return "".join([*pieces, _inner(block.text[position:])])


def _inner(text: str) -> str:
    marked = _MARKUP.sub(lambda match: f"\\{match[0]}", text)
    return re.sub(r"&(?=#\w|\w+;|[a-z]{2})", "&amp;", marked).replace("<", "&lt;")


def _spans(block: Block) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, opening mark, closing mark) of links and bold words, in order and apart from each other."""
    spans: list[tuple[int, int, str, str]] = []
    for words, opening, closing in _marks(block):
        start = block.text.find(words, _search_start(words, block.text, spans)) if words else -1
        end = start + len(words)
        if start >= 0 and not any(start < other[1] and other[0] < end for other in spans):
            spans.append((start, end, opening, closing))
    yield from sorted(spans)


def _marks(block: Block) -> Iterator[tuple[str, str, str]]:
    yield from ((words, "[", f"]({_address(address)})") for words, address in block.links)
    yield from ((words, "**", "**") for words in block.strong)


def _search_start(words: str, text: str, spans: list[tuple[int, int, str, str]]) -> int:
    """Return where to go on looking for words that were marked once already."""
    return max((end for start, end, *_ in spans if text[start:end] == words), default=0)


def _address(address: str) -> str:
    return re.sub(r"[\s()<>]", lambda sign: f"%{ord(sign[0]):02X}", address)
