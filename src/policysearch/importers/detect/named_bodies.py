"""Bodies that a text names, whatever it says of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from policysearch.importers.cue_files import Cues
from policysearch.importers.detect.party_names import is_body, split

_WORD = r"[A-ZÁÉÍÓÚÂÊÔÇ][\w’'&-]*"
_NAME = rf"(?<!\w){_WORD}(?:\s+(?:{{within_name}}\s+){{0,2}}{_WORD}|\s+\([A-Z][\w-]+\)){{0,11}}"
_MAX_CHARACTERS = 1_000
_LEAST_WORDS = 2  # of a name: a single word in capitals may be anything


def find(text: str, organizations: Collection[str], cues: Cues) -> Iterator[str]:
    """Yield names in ``text`` that are surely bodies', as far as 1,000 characters."""
    for match in cues.pattern(_NAME, re.NOFLAG).finditer(text[:_MAX_CHARACTERS]):
        for name in split(match[0], organizations, cues):
            if len(name.split()) >= _LEAST_WORDS and is_body(name, organizations, cues):
                yield name
