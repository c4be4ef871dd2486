"""What a lesson is called: its bold headline of three words or more, else its first words."""

from __future__ import annotations

import re

from policysearch.method_cache import cached_for_short_texts
from policysearch.model.workshop import Highlight

MAX_NAME = 150  # characters
MIN_WORDS = 3  # of a headline; fewer are words that the lesson stresses
_BOLD = re.compile(
    rf"(?P<sign>\*\*\*|___|\*\*|__)(?=\S)(?P<words>(?:[^\n]|\n(?!\s*\n)){{1,{2 * MAX_NAME}}}?)(?<=\S)(?P=sign)"
    r"(?P<rest>\s{0,40}.?)"
)
_ENDS = re.compile(r"[.!?:…][\"”’»)]?$")
# words that are only stressed are followed by more of their sentence
_NEXT_SENTENCE = re.compile(r"\s*\n\s*\n|\s*(?:$|[.:–—-]|[^\W\d_a-zà-öø-ÿ]|[\d\"“«¿¡(])")
_STOP = re.compile(r"(?<!\.)(?<!\.\w)(?<!\.\w\w)[.:]$")  # but that of U.S. and EE.UU.


def headline(highlight: Highlight) -> str:
    """Return the headline in plain words, without the full stop or colon at its end; empty where there is none."""
    return _headline(highlight.markdown) if highlight.markdown[:2] in ("**", "__") else ""


def has_headline(markdown: str) -> bool:
    """Return whether a lesson that is so written has a headline."""
    return bool(_headline(markdown))


def name(highlight: Highlight, length: int = MAX_NAME) -> str:
    """Return the headline, else the first words of the lesson: at most ``length`` characters of them."""
    return headline(highlight) or first_words(highlight.text, length)


def first_words(text: str, length: int = MAX_NAME) -> str:
    """Return the beginning of ``text`` as one line, cut at a word with "…" where it has more characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0] + "…"


@cached_for_short_texts(maxsize=4096, longest=4_000)
def _headline(markdown: str) -> str:
    from policysearch.materials.markdown import plain  # a search without headlines needs no Markdown

    match = _BOLD.match(markdown)
    if not match or not (_ENDS.search(match["words"]) or _NEXT_SENTENCE.match(match["rest"])):
        return ""
    words = _STOP.sub("", plain(match["words"])).strip()
    return words if len(words.split()) >= MIN_WORDS and len(words) <= MAX_NAME else ""
