"""What somebody should know before a document becomes public."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect.headings import fold
from policysearch.importers.outline import Block, Outline
from policysearch.model.message import message

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_PHONE = r"{phone}\W{1,3}\+?\d[\d\s().-]{6,}"
_READ_CHARACTERS = 20_000
_EXAMPLES = 3


def find(outline: Outline, cues: Cues) -> tuple[str, ...]:
    """Return sentences about e-mail addresses, telephone numbers, lists of participants, and the reader's warnings.

    The address that the document itself gives as its ``contact`` is not meant.
    """
    return (*outline.warnings, *_sentences(outline.blocks, str(outline.fields.get("contact", "")), cues))


def _sentences(blocks: Iterable[Block], contact: str, cues: Cues) -> Iterator[str]:
    emails: dict[str, None] = {}
    phones = lists = 0
    phone, participants = cues.pattern(_PHONE), cues.without_accents.pattern("{participants_list}")
    for block in blocks:
        text = block.text[:_READ_CHARACTERS]
        emails |= {address: None for address in (_EMAIL.findall(text) if "@" in text else ()) if address not in contact}
        phones += len(phone.findall(text))
        lists += len(block.text) < 120 and bool(participants.match(fold(block.text)))
    if emails:
        examples: str = ", ".join([*emails][:_EXAMPLES])
        if len(emails) > _EXAMPLES:
            examples = message("{names} and {number:,} more", names=examples, number=len(emails) - _EXAMPLES)
        yield message("It has e-mail addresses ({examples}): may they be public?", examples=examples)
    if phones:
        yield message("It has telephone numbers ({phones}): may they be public?", phones=phones)
    if lists:
        yield message("It has a list of participants: may their names be public?")
