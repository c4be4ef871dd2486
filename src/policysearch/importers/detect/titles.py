"""Which block is the title of an event whose days are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import event_anchors, headings, parties, places, titles_in_text
from policysearch.importers.detect.event_anchors import Anchor
from policysearch.importers.detect.titles_in_text import MAX_TITLE
from policysearch.importers.outline import Block

_MIN_TITLE = 8
_MAX_DAY_WORDS = 4
_MAX_SENTENCE_WORDS = 45


def may_be_title(block: Block, cues: Cues) -> bool:
    """Return whether a heading or paragraph may be an event's title."""
    text = block.text
    if block.kind not in ("heading", "paragraph") or not _MIN_TITLE <= len(text) <= MAX_TITLE:
        return False
    if block.kind == "paragraph" and (text.endswith((".", ";", ":")) or len(text.split()) > _MAX_SENTENCE_WORDS):
        return False
    label = headings.label_of(text)[0]
    is_of_title = headings.kind_of_label(label, cues) in ("", "title") and not headings.is_of_letter(label, cues)
    if not is_of_title or headings.is_highlights(label, cues):
        return False
    if cues.pattern(event_anchors.DAY_OF_AGENDA).match(text) and len(text.split()) <= _MAX_DAY_WORDS:
        return False  # "MARTES 8"
    is_other = (headings.is_generic, headings.is_navigation, parties.is_about, _is_only_place)
    return not any(test(text, cues) for test in is_other)


def _is_only_place(text: str, cues: Cues) -> bool:
    return bool(places.read_line(text, cues).country) and not titles_in_text.title_before_place(text, cues)


class TitleFinder:
    """Finds the titles of the events on one page."""

    def __init__(self, blocks: Sequence[Block], anchors: Sequence[Anchor], cues: Cues) -> None:
        self._blocks = blocks
        self._cues = cues
        self._anchors = anchors
        self._may_be_title = cache(lambda index: may_be_title(blocks[index], cues))
        self._label = cache(lambda index: headings.kind_of_line(blocks[index].text, cues))
        self._titles_follow = self._do_titles_follow()

    def index_of(self, anchor: Anchor, first: int) -> int | None:
        """Return the index, not before ``first``, of the title of the event of ``anchor``; None where there is none."""
        if anchor.title:
            return anchor.index
        following = anchor.index + 1
        if self._titles_follow:
            return following if following < len(self._blocks) and self._may_be_title(following) else None
        is_labelled = bool(self._label(anchor.index))
        if is_labelled and self._is_numbered_title(anchor.index - 1, first):
            return anchor.index - 1
        preceding = range(first, anchor.index)
        labelled = [index for index in preceding if self._label(index) == "title"]
        if labelled and (is_labelled or self._blocks[labelled[-1]].kind == "row"):
            return labelled[-1]
        candidates = [index for index in preceding if self._may_be_title(index)]
        titles = [index for index in candidates if self._blocks[index].kind == "heading"]
        if titles and not anchor.compact and not first and not self._has_siblings(titles[-1]):
            top = min(self._blocks[index].level for index in titles)
            return next(index for index in titles if self._blocks[index].level == top)
        return next(reversed(titles or candidates), None)

    def _is_numbered_title(self, index: int, first: int) -> bool:
        """Return whether a title such as "1. Access to Finance" stands right before "Date: ..."."""
        block = self._blocks[index]
        return index >= first and block.kind == "item" and may_be_title(replace(block, kind="heading"), self._cues)

    def _do_titles_follow(self) -> bool:
        """Return whether on this page an event's days and place come before its title."""
        dated = [a.index for a in self._anchors if a.compact and not a.title and a.place.country][1:]
        return bool(dated) and all(
            index + 1 < len(self._blocks) and not self._may_be_title(index - 1) and self._may_be_title(index + 1)
            for index in dated
        )

    def _has_siblings(self, heading: int) -> bool:
        """Return whether days of events are told under another heading of the same level too."""
        level = self._blocks[heading].level
        peers = [i for i, block in enumerate(self._blocks) if block.kind == "heading" and block.level == level]
        announced = (anchor.index for anchor in self._anchors if anchor.announced)
        return len({max((i for i in peers if i < index), default=heading) for index in announced}) > 1
