"""Headlines offered for lessons: words of the lesson itself, which staff take, change or leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policysearch.importers import material_files
from policysearch.importers.inline_markdown import escaped
from policysearch.importers.outline import Block
from policysearch.materials import lesson_names
from policysearch.materials.highlights import Item, split_highlights
from policysearch.materials.lesson_names import MAX_NAME, MIN_WORDS
from policysearch.text import is_stop_word

OFFER = "# headline for"  # begins a comment of the front matter, which publishing takes out
SHORT = 80  # characters; such a lesson is called by its own words
_COMMENT = re.compile(rf"{OFFER} (?P<id>[A-Za-z][\w-]*): (?P<words>.+)")
_SENTENCE_END = re.compile(r"[.!?…:](?=\s+[A-ZÁÉÍÓÚÀÂÊÇÑ¿¡\"“«(\d])|:(?=\s)|\s[–—-](?=\s)")
_FIRST_LINE = re.compile(r"(?P<marker>\s*\S+\s+)(?P<words>.*)")
_MAX_SENTENCE_WORDS, _MAX_WORDS = (
    14,
    8,
)  # of a sentence that may be a headline, of words that are cut out of a longer one


@dataclass(frozen=True, slots=True)
class Offer:
    """A headline that is offered for the lesson ``id``, whose words are ``lesson``."""

    id: str
    words: str
    lesson: str


def offer(lesson: str) -> str:
    """Return the first sentence or clause of a lesson where that is short, else its first words.

    Empty for a short lesson, which is called by its own words.
    """
    if len(lesson) <= SHORT:
        return ""
    for end in _SENTENCE_END.finditer(lesson[:MAX_NAME]):
        count = len(lesson[: end.start()].split())
        if MIN_WORDS <= count <= _MAX_SENTENCE_WORDS:
            return lesson[: end.end()].rstrip(" .:–—-")
    words = [word.rstrip(",;:") for word in lesson.split()[:_MAX_WORDS]]
    while words and is_stop_word(words[-1].casefold()):
        words.pop()
    headline = " ".join(words)
    return headline if len(words) >= MIN_WORDS and len(headline) <= MAX_NAME else ""


def named_block(lesson: str, words: str) -> Block:
    """Return a lesson as a list item with ``words`` as its headline."""
    bold, rest = _divided(lesson, words)
    return Block("item", f"{bold}{rest}", 1, strong=(bold,))


def comment(part: str, words: str) -> str:
    """Return the comment that offers ``words`` for the lesson ``part``."""
    return f"{OFFER} {part}: {words}"


def offers(text: str) -> tuple[Offer, ...]:
    """Return what the comments of a material offer for lessons that are there and have no headline."""
    front, _ = material_files.split(text)
    matches = filter(None, map(_COMMENT.fullmatch, front))
    lessons = {item.id: (item, lesson) for item, lesson in _unnamed(text)}
    return tuple(_offered(*lessons[m["id"]], m["words"]) for m in matches if m["id"] in lessons)


def offers_for_all(text: str) -> tuple[Offer, ...]:
    """Return an offer for every lesson of a material that has an id and no headline; its words may be empty."""
    return tuple(_offered(item, lesson, offer(lesson)) for item, lesson in _unnamed(text))


def _offered(item: Item, lesson: str, words: str) -> Offer:
    """Return an offer without words that cannot become bold where they stand: links and emphasis are among them."""
    return Offer(item.id, words if _stand(item.markdown, words) else "", lesson)


def _stand(markdown: str, words: str) -> bool:
    """Return whether a lesson that is so written begins with ``words``, which may run over its lines."""
    return " ".join(markdown.split()).startswith(words)


def is_headline(words: str) -> bool:
    """Return whether a lesson that begins with ``words`` in bold is called by them."""
    return lesson_names.has_headline(f"**{escaped(_divided('', words)[0])}**")


def without_offer(text: str, part: str) -> str:
    """Return the material's text without the comment that offers a headline for the lesson ``part``."""
    front, body = material_files.split(text)
    return "\n".join([*(line for line in front if not line.startswith(f"{OFFER} {part}: ")), *body]) + "\n"


def with_headline(text: str, part: str, words: str) -> str:
    """Return the material's text with ``words`` as the headline of a lesson, and without its offer.

    Words with which the lesson begins become bold where they stand; others are written before it.
    """
    item = next(item for item in _items(text) if item.id == part)
    lines = text.splitlines()
    first, behind = item.line - 1, item.line - 1 + _lines_of(item.markdown, words)
    match = _FIRST_LINE.fullmatch(" ".join([lines[first], *map(str.strip, lines[first + 1 : behind])]))
    if match:
        lines[first:behind] = [match["marker"] + _named(match["words"], words)]
    return without_offer("\n".join(lines) + "\n", part)


def _lines_of(markdown: str, words: str) -> int:
    """Return how many lines of a lesson its beginning ``words`` run over; 1 where it begins otherwise."""
    beginning = ""
    for count, line in enumerate(markdown.split("\n"), 1):
        beginning = f"{beginning} {line}".strip() if line.strip() else ""
        if beginning.startswith(words):
            return count
        if not beginning or not words.startswith(beginning):
            break
    return 1


def _named(line: str, words: str) -> str:
    bold, rest = _divided(line, words)
    return f"**{bold if line.startswith(bold) else escaped(bold)}**{rest}"


def _divided(lesson: str, words: str) -> tuple[str, str]:
    """Return the headline with its full stop, and what follows: the lesson's own beginning, or words before it."""
    end = len(words) + lesson[len(words) : len(words) + 1].startswith((".", ":", "!", "?", "…"))
    if lesson.startswith(words) and lesson_names.has_headline(f"**{lesson[:end]}**{lesson[end:]}"):
        return lesson[:end], lesson[end:]
    return words if words.endswith((".", ":", "!", "?", "…")) else f"{words}.", f" {lesson}"


def _unnamed(text: str) -> Iterator[tuple[Item, str]]:
    """Yield each lesson that has an id and no headline, with its words."""
    for number, item in enumerate(_items(text), 1):
        highlight = item.highlight(number)
        if item.id and highlight.text and not lesson_names.headline(highlight):
            yield item, highlight.text


def _items(text: str) -> list[Item]:
    front, body = material_files.split(text)
    return split_highlights("\n".join(body), len(front) + 1)[1]
