"""The cue words of each language: ``cues/<language>.yml`` here, and a site's additions in ``vocabulary/cues/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from policysearch.model.message import message
from policysearch.model.problem import Problem
from policysearch.text.phrase_patterns import PhraseTable, check_phrase
from policysearch.vocabulary import UNREADABLE
from policysearch.vocabulary.load import MAX_BYTES, Entry
from policysearch.yamltext import Entries, Items, Node, Scalar, YamlError, load

SITE_FOLDER = PurePosixPath("vocabulary", "cues")  # within the materials
_SHIPPED = Path(__file__).with_name("cues")
_Phrases = Mapping[str, tuple[str, ...]]


class Cues(PhraseTable):
    """The phrases of all languages together, by key."""

    def __init__(self, languages: Mapping[str, _Phrases]) -> None:
        keys = dict.fromkeys(key for phrases in languages.values() for key in phrases)
        super().__init__({key: [p for phrases in languages.values() for p in phrases.get(key, ())] for key in keys})
        self.languages = languages

    def label(self, key: str, language: str) -> str:
        """Return the word that importing writes for ``key`` in ``language``, else the English one."""
        return (self.languages.get(language, {}).get(key) or self.languages["en"][key])[0]


@cache
def shipped() -> Cues:
    """Return the cue words of the package."""
    return Cues({file.stem: _shipped_phrases(file) for file in sorted(_SHIPPED.glob("*.yml"))})


def read(materials: Path) -> tuple[Cues, tuple[Problem, ...]]:
    """Return the package's cue words with those of the site added, and what is wrong with the site's files.

    Of a site's file that cannot be read nothing is added, and a faulty phrase is left out.
    """
    problems: list[Problem] = []
    languages = dict(shipped().languages)
    for file in sorted((materials / SITE_FOLDER).glob("*.yml")):
        phrases = dict(languages.get(file.stem, {}))
        for key, more in _site_phrases(file, problems):
            phrases[key] = (*phrases.get(key, ()), *more)
        languages[file.stem] = phrases
    return (Cues(languages) if languages != shipped().languages else shipped()), tuple(problems)


def _shipped_phrases(file: Path) -> _Phrases:
    root = load(file.read_text("utf-8"))
    assert isinstance(root, Entries)
    return {
        key.text: tuple(item.text for item in _items(node) if isinstance(item, Scalar)) for key, node in root.entries
    }


def _site_phrases(file: Path, problems: list[Problem]) -> Iterator[tuple[str, tuple[str, ...]]]:
    path = SITE_FOLDER / file.name
    try:
        entry = Entry(_root(file), path, problems)
    except YamlError as error:
        problems.append(Problem(path, error.line, error.column, error.message, error.suggestion, code=UNREADABLE))
        return
    keys = shipped().phrases
    for key, node in entry.fields(*keys).items():
        if key in keys:
            yield key, tuple(phrase for item in _items(node) if (phrase := _phrase(item, entry)))


def _root(file: Path) -> Entries:
    """Return the fields of a site's file. Raises YamlError."""
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            raise YamlError(1, 1, message("is no file of at most {max_bytes:,} bytes", max_bytes=MAX_BYTES))
        content = file.read_bytes()
        root = load(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlError(line, error.start - content.rfind(b"\n", 0, error.start), "is not UTF-8") from error
    except OSError as error:
        raise YamlError(1, 1, message("cannot be read: {strerror}", strerror=error.strerror)) from error
    if isinstance(root, Scalar) and not root.text.strip():
        return Entries((), 1, 1)
    if not isinstance(root, Entries):
        raise YamlError(root.line, root.column, "has no fields", "write a field and its phrases: highlights: [logros]")
    return root


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else (node,)


def _phrase(node: Node, entry: Entry) -> str:
    """Return the phrase, or an empty text after noting what is wrong with it."""
    phrase = entry.text(node, "phrase", required=True)
    try:
        check_phrase(phrase)
    except ValueError as error:
        if phrase:
            entry.fault(node, message("the phrase {phrase!r} {error}", phrase=phrase, error=error))
        return ""
    return phrase
