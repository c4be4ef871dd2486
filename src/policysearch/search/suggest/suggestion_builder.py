"""Documents, while they are written -> the resources that suggestions are made from."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from io import BytesIO
from zipfile import BadZipFile

import numpy as np
from zstandard import ZstdError, compress, decompress

from policysearch.model.document import Document
from policysearch.model.errors import IndexDamagedError
from policysearch.model.message import message
from policysearch.search.suggest.entry import Entry, from_line
from policysearch.search.suggest.frequent_phrases import ALL, MAX_PHRASES, Phrases
from policysearch.search.suggest.prefix_table import PrefixTable, table_arrays

TITLES = "suggest-titles.npz.zst"
RECENT = "suggest-recent.npz.zst"
PHRASES = "suggest-phrases.npz.zst"
OUTDATED = "suggest-gone.txt"
SAMPLES = 2
SMALL_SHARE = 0.05  # of the titles: so many may be stored apart as recent or outdated


class SuggestionBuilder:
    """Takes every document that is written, in any order, a workshop before its passages; then makes the resources.

    Of a build that carries documents over without reading them, ``previous`` are the resources of the generation they
    come from and ``outdated`` the slugs that do not (changed and vanished ones); only documents that are new or changed
    are added. Titles are then exact, and making them takes as long as there are changes. The phrases of up to ``ALL``
    workshops are counted anew, which is what ``carried`` (the documents carried over) is for; of more, they are those
    of before and those frequent among the documents added, until everything is built again. Of very many workshops, a
    random ``SAMPLES`` times ``ALL`` are counted.
    """

    def __init__(
        self,
        previous: Mapping[str, bytes] | None = None,
        outdated: Collection[str] = (),
        carried: Sequence[Document] = (),
    ) -> None:
        self._previous = previous or {}
        self._outdated = frozenset(outdated)
        self._carried = carried
        self._titles: list[Entry] = []
        self._sample: list[list[Document]] = []
        self._workshops = 0
        self._current: list[Document] = []  # of the last workshop; nothing refers to it where that is not in the sample
        self._random = random.Random(0)

    def add(self, document: Document) -> None:
        """Take a document's titles and words."""
        if document.kind == "highlight":  # its words are its workshop's too
            return
        if document.kind == "workshop":
            workshop = document.workshop
            day = workshop.start.toordinal()
            texts = workshop.texts.items()
            self._titles += (Entry(text.title, language, "title", workshop.slug, day) for language, text in texts)
        self._add_to_sample(document)

    def resources(self) -> dict[str, bytes]:
        """Return the resources by name."""
        titles = self._lines(TITLES)
        recent = [title for title in map(from_line, self._lines(RECENT)) if title.value not in self._outdated]
        recent += self._titles
        outdated = read_slugs(self._previous.get(OUTDATED)) | self._outdated
        total = len(titles) + len(recent)
        if len(recent) + len(outdated) > SMALL_SHARE * len(titles) or not self._previous:
            recent += (title for title in map(from_line, titles) if title.value not in outdated)
            title_table, recent, outdated = _table(recent), [], set()
        else:
            title_table = self._previous[TITLES]
        return {
            TITLES: title_table,
            RECENT: _table(recent),
            PHRASES: self._phrase_table(total),
            OUTDATED: "\n".join(sorted(outdated)).encode("utf-8"),
        }

    def _lines(self, name: str) -> PrefixTable | Sequence[str]:
        """Return the lines of a table of the previous generation."""
        return read_table(name, self._previous[name]) if self._previous else ()

    def _add_to_sample(self, document: Document) -> None:
        """Take a document into the sample. Algorithm R: each workshop so far is in it with the same probability."""
        if document.kind == "workshop":
            self._current = []
            self._workshops += 1
            if len(self._sample) < SAMPLES * ALL:
                self._sample.append(self._current)
            elif (place := self._random.randrange(self._workshops)) < len(self._sample):
                self._sample[place] = self._current
        self._current.append(document)

    def _phrase_table(self, workshops: int) -> bytes:
        """Return the table of phrases; ``workshops`` are all there are."""
        is_carried = bool(self._previous) and workshops > ALL
        if not is_carried:
            for document in self._carried:
                self._add_to_sample(document)
        earlier = map(from_line, self._lines(PHRASES)) if is_carried else ()
        counts = {(phrase.text, phrase.language): phrase.worth for phrase in earlier}
        unchanged = dict(counts)
        share = self._workshops / len(self._sample) if self._sample else 1.0
        for language, phrases in self._phrases().items():
            for count, text in phrases.frequent(workshops):
                counts[text, language] = max(round(count * share), counts.get((text, language), 0))
        if is_carried and counts == unchanged:
            return self._previous[PHRASES]
        return _table((Entry(*phrase, "phrase", "", count) for phrase, count in counts.items()), MAX_PHRASES)

    def _phrases(self) -> dict[str, Phrases]:
        """Return the phrases of the sample, by language."""
        by_language: dict[str, Phrases] = {}
        for number, documents in enumerate(self._sample):
            for language, text in (pair for document in documents for pair in document.texts.items()):
                phrases = by_language.setdefault(language, Phrases(language))
                for words in (text.title, *(highlight for _, highlight in text.highlights), text.body):
                    phrases.add(number, words)
        return by_language


def read_table(name: str, content: bytes) -> PrefixTable:
    """Return the table of a resource. Raises IndexDamagedError."""
    try:
        with np.load(BytesIO(decompress(content)), allow_pickle=False) as arrays:
            return PrefixTable({array: arrays[array] for array in arrays.files})
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, ZstdError) as error:
        raise IndexDamagedError(
            message("The index is damaged: {name} cannot be read.", name=name), "Run: policysearch build --full"
        ) from error


def read_slugs(content: bytes | None) -> set[str]:
    """Return the slugs whose titles in ``TITLES`` are outdated."""
    return set((content or b"").decode("utf-8").split())


def _table(entries: Iterable[Entry], limit: int | None = None) -> bytes:
    ranked = sorted(entries, key=lambda entry: (-entry.worth, len(entry.text), entry))
    file = BytesIO()
    np.savez(file, allow_pickle=False, **table_arrays(entry.line() for entry in ranked[:limit]))
    return compress(file.getbuffer())
