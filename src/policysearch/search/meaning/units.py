"""Documents -> the texts that get a vector each: lessons, workshops' titles with their prose, and passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from policysearch.model.document import Document, Kind
from policysearch.search.meaning.embedding import MAX_TOKENS
from policysearch.search.meaning.sentences import Span, pieces, sentences

MAX_SENTENCES = 64  # of a unit that can be several as the nearest
LEAST_BODY = 64  # tokens that are left for the prose, however long a title is

Tokens = Callable[[str], int]


class Unit(NamedTuple):
    """A text to be embedded, in one language: the stretch ``span`` of the body of the document with the key ``key``.

    ``workshop`` is its workshop's key. A workshop's ``text`` begins with its title. ``sentences`` are spans of the same
    body; there are none where the stretch is one sentence.
    """

    key: str
    kind: Kind
    workshop: str
    language: str
    text: str
    span: Span
    sentences: tuple[tuple[Span, str], ...]


class _Owner(NamedTuple):
    """Whose words are embedded: the first fields of a Unit."""

    key: str
    kind: Kind
    workshop: str
    language: str


def units(documents: Iterable[Document], tokens: Tokens, most: int = MAX_SENTENCES) -> Iterator[Unit]:
    """Yield the units of workshops, each with its lessons, and of passages; those of highlights are their workshop's.

    A text of more than MAX_TOKENS is several units. ``most`` is how many sentences of a unit are named.
    """
    for document in documents:
        slug = document.workshop.slug
        for language, text in document.texts.items():
            if document.kind != "highlight":
                title = text.title if document.kind == "workshop" else ""
                yield from _of_text(_Owner(document.id, document.kind, slug, language), title, text.body, tokens, most)
            for part, words in text.highlights:
                yield from _of_text(
                    _Owner(f"{document.id}/{part}", "highlight", slug, language), "", words, tokens, most
                )


def _of_text(owner: _Owner, title: str, body: str, tokens: Tokens, most: int) -> Iterator[Unit]:
    heading = f"{title.strip()}\n" if title.strip() else ""
    room = max(MAX_TOKENS - (tokens(heading) if heading else 0), LEAST_BODY)
    spans = pieces(body, tokens, room) or ([(0, 0)] if heading else [])
    for start, end in spans:
        stretch = body[start:end]
        inside = [(first + start, last + start) for first, last in sentences(stretch)][:most]
        several = tuple(((first, last), body[first:last]) for first, last in inside) if len(inside) > 1 else ()
        yield Unit(*owner, (heading + stretch).strip(), (start, end), several)
