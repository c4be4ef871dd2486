"""What somebody should know before a document becomes public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect.participants import has_participants
from policysearch.importers.outline import Block, Outline
from policysearch.model.message import message

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_SPELT_EMAIL = re.compile(  # "ana [at] example.org", "ana (arroba) example (punto) org"
    r"(?<![\w.+-])[\w.+-]{1,64}+\s?[\[({]\s?(?:at|arroba|arrobase|@)\s?[\])}]\s?[\w-]{1,63}"
    r"(?:\.[\w-]{1,63}|\s?[\[({]\s?(?:dot|punto|ponto|point)\s?[\])}]\s?[\w-]{1,63}){1,4}",
    re.I,
)
_PHONE = r"(?<!\w){phone}\W{1,3}\+?\d[\d\s().-]{6,}"
_BARE_PHONE = re.compile(  # "+51 999 111 222", "(511) 555-0199"
    r"(?<![\w+])\+(?=(?:[\s().-]?\d){9})\d{1,3}[\s().-]|(?<!\w)\(\d{2,4}\)\s?\d{3,4}[\s-]\d{3,4}(?!\d)"
)
_READ_CHARACTERS = 20_000
_EXAMPLES = 3


def find(outline: Outline, cues: Cues) -> tuple[str, ...]:
    """Return sentences about e-mail addresses, telephone numbers, lists of participants, and the reader's warnings.

    The address that the document itself gives as its ``contact`` is not meant.
    """
    return (*outline.warnings, *_sentences(outline.blocks, str(outline.fields.get("contact", "")), cues))


def _sentences(blocks: Sequence[Block], contact: str, cues: Cues) -> Iterator[str]:
    emails: dict[str, None] = {}
    phones = 0
    phone = cues.pattern(_PHONE)
    for block in blocks:
        text = block.text[:_READ_CHARACTERS]
        emails |= {address: None for address in (_EMAIL.findall(text) if "@" in text else ()) if address not in contact}
        emails |= dict.fromkeys(_SPELT_EMAIL.findall(text))
        phones += len(phone.findall(text)) or len(_BARE_PHONE.findall(text))
    if emails:
        examples: str = ", ".join([*emails][:_EXAMPLES])
        if len(emails) > _EXAMPLES:
            examples = message("{names} and {number:,} more", names=examples, number=len(emails) - _EXAMPLES)
        yield message("It has e-mail addresses ({examples}): may they be public?", examples=examples)
    if phones:
        yield message("It has telephone numbers ({phones}): may they be public?", phones=phones)
    if has_participants(blocks, cues):
        yield message("It has a list of participants: may their names be public?")
