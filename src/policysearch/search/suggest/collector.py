"""Documents as they are written -> what of them is suggested, as files of the generation."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from zstandard import ZstdError, compress, decompress

from policysearch.engines.whoosh.generations.manifest import REBUILD
from policysearch.model.document import Document
from policysearch.model.errors import IndexDamagedError
from policysearch.search.suggest.entry import Entry, entry
from policysearch.search.suggest.frequent_phrases import ALL, KEPT, Phrases
from policysearch.search.suggest.prefix_table import PrefixTable, table_arrays

TITLES = "suggest-titles.npz.zst"
RECENT = "suggest-recent.npz.zst"
PHRASES = "suggest-phrases.npz.zst"
GONE = "suggest-gone.txt"
SAMPLES = 2
FEW = 0.05  # of the titles: so many may be kept apart as recent or gone


class Collector:
    """Takes every document that is written, in any order, a workshop before its passages; then writes the files.

    Of a build that carries documents over without reading them, ``before`` is the folder of the generation they come
    from and ``gone`` the slugs that do not (changed and vanished ones); only documents that are new or changed are
    added. Titles are then exact, and writing them takes as long as there are changes. The phrases of up to ``ALL``
    workshops are counted anew; of more, they are those of before and those frequent among the documents added, until
    everything is built again. Of very many workshops, a random ``SAMPLES`` times ``ALL`` are counted.
    """

    def __init__(self, before: Path | None = None, gone: Collection[str] = ()) -> None:
        self._before = before
        self._gone = frozenset(gone)
        self._titles: list[Entry] = []
        self._sample: list[list[Document]] = []
        self._workshops = 0
        self._current: list[Document] = []  # where the workshop's documents go; nobody looks where it is not counted
        self._random = random.Random(0)

    def seeing(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The same documents, each taken in passing."""
        for document in documents:
            if document.kind != "highlight":
                self.add(document)
            yield document

    def add(self, document: Document) -> None:
        """Take a document's titles and words."""
        if document.kind == "workshop":
            self._add_titles(document)
        self._count(document)

    def write(self, folder: Path) -> None:
        """Write the files into ``folder``."""
        held, recent, gone = self._carried()
        recent += self._titles
        count = len(recent) + len(held)
        again = self._before is not None and count <= ALL
        for document in _documents(self._before, self._gone) if self._before and again else ():
            self._count(document)
        if self._before is None or len(recent) + len(gone) > FEW * len(held):
            recent += (title for title in map(entry, held) if title.value not in gone)
            _write(folder / TITLES, recent)
            recent, gone = [], set()
        else:
            (folder / TITLES).write_bytes((self._before / TITLES).read_bytes())
        _write(folder / RECENT, recent)
        self._write_phrases(folder, count, None if again else self._before)
        (folder / GONE).write_text("\n".join(sorted(gone)), "utf-8")

    def _add_titles(self, document: Document) -> None:
        workshop = document.workshop
        day = workshop.start.toordinal()
        self._titles += (
            Entry(t.title, language, "title", workshop.slug, day) for language, t in workshop.texts.items()
        )

    def _carried(self) -> tuple[PrefixTable | list[str], list[Entry], set[str]]:
        """Of the generation before: its titles as they are, those added since, and which slugs of the former do not
        count any more."""
        if self._before is None:
            return [], [], set()
        recent = [title for title in map(entry, read(self._before / RECENT)) if title.value not in self._gone]
        return read(self._before / TITLES), recent, read_gone(self._before) | self._gone

    def _count(self, document: Document) -> None:
        """Algorithm R: each workshop so far is in the sample with the same probability."""
        if document.kind == "workshop":
            self._current = []
            self._workshops += 1
            if len(self._sample) < SAMPLES * ALL:
                self._sample.append(self._current)
            elif (place := self._random.randrange(self._workshops)) < len(self._sample):
                self._sample[place] = self._current
        if document.kind != "highlight":  # whose words are their workshop's too
            self._current.append(document)

    def _phrases(self) -> dict[str, Phrases]:
        """The phrases of the sample, by language."""
        found: dict[str, Phrases] = {}
        for number, documents in enumerate(self._sample):
            for language, text in (pair for document in documents for pair in document.texts.items()):
                phrases = found.setdefault(language, Phrases(language))
                for words in (text.title, *(highlight for _, highlight in text.highlights), text.body):
                    phrases.add(number, words)
        return found

    def _write_phrases(self, folder: Path, workshops: int, before: Path | None) -> None:
        held = map(entry, read(before / PHRASES)) if before else ()
        found = {(phrase.text, phrase.language): phrase.worth for phrase in held}
        known = dict(found)
        for language, phrases in self._phrases().items():
            for count, text in phrases.frequent(workshops):
                found[text, language] = max(count, found.get((text, language), 0))
        if before and found == known:
            (folder / PHRASES).write_bytes((before / PHRASES).read_bytes())
        else:
            _write(folder / PHRASES, (Entry(*phrase, "phrase", "", count) for phrase, count in found.items()), KEPT)


def _documents(folder: Path, gone: Collection[str]) -> Iterator[Document]:
    """The workshops of a generation and their passages, without those that are ``gone``."""
    from policysearch.engines.whoosh.snapshot import Snapshot  # a first build needs none

    opened = Snapshot(folder)
    for number in opened.reader.workshops.tolist():
        document = opened.document(number)
        if document.id not in gone:
            yield document
            yield from map(opened.document, opened.reader.passages(number))


def read(path: Path) -> PrefixTable:
    """A Table that was written. Raises IndexDamagedError."""
    try:
        with np.load(BytesIO(decompress(path.read_bytes())), allow_pickle=False) as arrays:
            return PrefixTable({name: arrays[name] for name in arrays.files})
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, ZstdError) as error:
        raise IndexDamagedError(
            f"The index is damaged: {path.name} of {path.parent.name} cannot be read.", REBUILD
        ) from error


def read_gone(folder: Path) -> set[str]:
    """Slugs whose titles in ``TITLES`` are outdated."""
    return set((folder / GONE).read_text("utf-8").split())


def _write(path: Path, entries: Iterable[Entry], most: int | None = None) -> None:
    ranked = sorted(entries, key=lambda one: (-one.worth, len(one.text), one))
    file = BytesIO()
    np.savez(file, allow_pickle=False, **table_arrays(one.line() for one in ranked[:most]))
    path.write_bytes(compress(file.getbuffer()))
