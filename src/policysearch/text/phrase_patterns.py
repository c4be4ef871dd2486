"""Phrases as people write them -> regular expressions that read a text in linear time.

In a phrase a space stands for any white space and ``'`` for both kinds of apostrophe, ``(a|b)`` for one of these, ``?``
makes the letter or group before it optional, ``*`` stands for word characters (one or more) and ``#`` for a digit. All
else is literal. A group cannot be repeated: that is what makes patterns slow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property

from policysearch.model.message import message

MAX_LENGTH = 500
_SIGN = re.compile(r"\s+|.", re.DOTALL)
_MEANINGS = {"*": r"\w+", "#": r"\d", "'": "['’]", "’": "['’]", "(": "(?:", ")": ")", "|": "|", "?": "?"}
_TWO_STARS = re.compile(r"\*[^\s*]*+\*")
_NOTHING_OPTIONAL = re.compile(r"(?:^|[\s*?(|])\?")
_SLOT = re.compile(r"\{([a-z_ ]+)(\+?)\}")


def phrase_pattern(phrase: str) -> str:
    """Return the regular expression for ``phrase``."""
    signs = _SIGN.findall(phrase.strip())
    return "".join(_MEANINGS.get(sign) or (r"\s+" if sign.isspace() else re.escape(sign)) for sign in signs)


def check_phrase(phrase: str) -> None:
    """Raise ValueError, which says what is wrong, where ``phrase`` cannot be used."""
    if len(phrase) > MAX_LENGTH:
        raise ValueError(message("is longer than {max_length} characters", max_length=MAX_LENGTH))
    if _TWO_STARS.search(phrase):
        raise ValueError("has more than one * in a word")
    if _NOTHING_OPTIONAL.search(phrase):
        raise ValueError("has a ? that follows neither a letter nor a group")
    try:
        pattern = re.compile(phrase_pattern(phrase))
    except (re.error, RecursionError) as error:
        raise ValueError("has a parenthesis without its other half") from error
    if pattern.fullmatch(""):
        raise ValueError("has no letter that must be there")


def unaccented(text: str) -> str:
    """Return ``text`` without accents."""
    if text.isascii():  # as most queries are, whose beginning and end are looked at each time
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class PhraseTable:
    """Phrases by key, and the patterns that templates make of them.

    In a template ``{key}`` stands for any phrase of the key, the longest that fits first, ``{key other}`` for any of
    several keys, and ``{key+}`` for a phrase and the white space after it (none is needed after an apostrophe).
    """

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self.phrases = phrases
        self._patterns: dict[tuple[str, int], re.Pattern[str]] = {}

    def pattern(self, template: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
        """Return the compiled pattern of ``template``; each is compiled once."""
        compiled = self._patterns.get((template, flags))
        if compiled is None:
            compiled = self._patterns[template, flags] = re.compile(_SLOT.sub(self._alternatives, template), flags)
        return compiled

    @cached_property
    def without_accents(self) -> PhraseTable:
        """Return the same table for texts whose accents were taken off."""
        return PhraseTable({key: [*map(unaccented, phrases)] for key, phrases in self.phrases.items()})

    def _alternatives(self, slot: re.Match[str]) -> str:
        phrases = {phrase for key in slot[1].split() for phrase in self.phrases[key]}
        patterns = map(phrase_pattern, sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        return f"(?:{'|'.join(p + _space_after(p) if slot[2] else p for p in patterns)})"


def _space_after(pattern: str) -> str:
    return r"\s*" if pattern.endswith("['’]") else r"\s+"
