"""Documents as they are written -> what of them is suggested, as files of the generation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import numpy as np

from policysearch.documents import Document
from policysearch.engines.whoosh.suggesting.entries import Entry, entry
from policysearch.engines.whoosh.suggesting.phrases import ALL, KEPT, Phrases
from policysearch.engines.whoosh.suggesting.table import Table, table_arrays

TITLES = "suggest-titles.npz"
RECENT = "suggest-recent.npz"
PHRASES = "suggest-phrases.npz"
GONE = "suggest-gone.txt"
FEW = 0.05  # of the titles: so many may be kept apart as recent or gone


class Collector:
    """Takes every document that is written, in any order, a workshop before its passages; then writes the files.

    Of a build that carries documents over without reading them, ``before`` is the folder of the generation they come
    from and ``gone`` the slugs that do not (changed and vanished ones); only documents that are new or changed are
    added. Titles are then exact, and writing them takes as long as there are changes; phrases are those of before
    and those frequent among the documents added. A build of everything counts phrases anew.
    """

    def __init__(self, before: Path | None = None, gone: Collection[str] = ()) -> None:
        self._before = before
        self._gone = frozenset(gone)
        self._titles: list[tuple[int, str]] = []  # the newest first when sorted
        self._phrases: dict[str, Phrases] = {}
        self._workshops = 0
        self._counted = False

    def seeing(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The same documents, each taken in passing."""
        for document in documents:
            self.add(document)
            yield document

    def add(self, document: Document) -> None:
        """Take a document's titles and words."""
        if document.kind == "workshop":
            self._add_titles(document)
            self._counted = self._workshops < ALL or self._workshops % (self._workshops // ALL) == 0
            self._workshops += 1
        if self._counted and document.kind != "highlight":  # whose words are their workshop's too
            for language, text in document.texts.items():
                phrases = self._phrases.setdefault(language, Phrases(language))
                for words in (text.title, *(highlight for _, highlight in text.highlights), text.body):
                    phrases.add(self._workshops, words)

    def write(self, folder: Path) -> None:
        """Write the files into ``folder``."""
        titles = [line for _, line in sorted(self._titles)]
        held, recent, gone = self._carried()
        recent = [*titles, *recent]
        count = len(recent) + len(held)
        if self._before is None or len(recent) + len(gone) > FEW * len(held):
            _write(folder / TITLES, [*recent, *(line for line in held if entry(line).value not in gone)])
            recent, gone = [], set()
        else:
            (folder / TITLES).write_bytes((self._before / TITLES).read_bytes())
        _write(folder / RECENT, recent)
        self._write_phrases(folder, count)
        (folder / GONE).write_text("\n".join(sorted(gone)), "utf-8")

    def _add_titles(self, document: Document) -> None:
        workshop = document.workshop
        day = -workshop.start.toordinal()
        for language, text in workshop.texts.items():
            self._titles.append((day, Entry(text.title, language, "title", workshop.slug).line()))

    def _carried(self) -> tuple[Table | list[str], list[str], set[str]]:
        """Of the generation before: its titles as they are, those added since, and which slugs of the former do not
        count any more."""
        if self._before is None:
            return [], [], set()
        recent = [line for line in read(self._before / RECENT) if entry(line).value not in self._gone]
        return read(self._before / TITLES), recent, read_gone(self._before) | self._gone

    def _write_phrases(self, folder: Path, workshops: int) -> None:
        held = [entry(line) for line in read(self._before / PHRASES)] if self._before else []
        found = {phrase._replace(value=""): int(phrase.value) for phrase in held}
        known = dict(found)
        for language, phrases in self._phrases.items():
            for count, text in phrases.frequent(workshops):
                phrase = Entry(text, language, "phrase", "")
                found[phrase] = max(count, found.get(phrase, 0))
        if self._before and found == known:
            (folder / PHRASES).write_bytes((self._before / PHRASES).read_bytes())
            return
        ranked = sorted(found, key=lambda phrase: (-found[phrase], len(phrase.text), phrase))[:KEPT]
        _write(folder / PHRASES, (phrase._replace(value=str(found[phrase])).line() for phrase in ranked))


def read(path: Path) -> Table:
    """A Table that was written."""
    with np.load(path, allow_pickle=False) as arrays:
        return Table({name: arrays[name] for name in arrays.files})


def read_gone(folder: Path) -> set[str]:
    """Slugs whose titles in ``TITLES`` are outdated."""
    return set((folder / GONE).read_text("utf-8").split())


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **table_arrays(lines))
