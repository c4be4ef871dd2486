"""A reader of an index by docs/INDEX_FORMAT.md alone: no NumPy, nothing of the product."""

import ast
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from struct import unpack_from
from typing import NamedTuple
from zipfile import ZipFile
from zlib import crc32

import zstandard

LANGUAGES = ("en", "es", "pt", "fr")
_CODES = {"u1": "B", "u2": "H", "u4": "I", "u8": "Q", "i4": "i", "i8": "q"}


def numbers(content: bytes, start: int, dtype: str, length: int) -> Sequence[int]:
    """Return ``length`` little-endian numbers from a place in a file on."""
    return unpack_from(f"<{length}{_CODES[dtype]}", content, start)


class ArrayFile:
    """A file of arrays: ``arrays`` and ``dtypes`` by name."""

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        assert content[:8] == b"PSARRAY1"
        assert len(content) % 64 == 0
        start = 16 + int.from_bytes(content[8:16], "little")
        self.arrays: dict[str, Sequence[int]] = {}
        self.dtypes: dict[str, str] = {}
        for name, (code, length, offset) in json.loads(content[16:start]).items():
            assert (start + offset) % 64 == 0
            self.dtypes[name] = code.lstrip("|<")
            self.arrays[name] = numbers(content, start + offset, self.dtypes[name], length)

    def string(self, name: str, number: int, ends: str = "") -> bytes:
        bounds = self.arrays[ends or f"{name}/ends"]
        return bytes(self.arrays[name][bounds[number - 1] if number else 0 : bounds[number]])

    def strings(self, name: str, ends: str = "") -> list[bytes]:
        return [self.string(name, number, ends) for number in range(len(self.arrays[ends or f"{name}/ends"]))]

    def slice(self, name: str, number: int, starts: str = "") -> list[int]:
        bounds = self.arrays[starts or f"{name}/starts"]
        return [*self.arrays[name][bounds[number] : bounds[number + 1]]]

    def record(self, number: int) -> str:
        content, dictionary = self.string("records", number), self.arrays["records/by"][number]
        if dictionary:
            shared = zstandard.ZstdCompressionDict(self.string("records/common", dictionary - 1))
            content = zstandard.ZstdDecompressor(shared).decompress(content)
        return content.decode()


class Posting(NamedTuple):
    document: int
    weight: int
    length: int
    occurrences: int
    positions: list[int]  # none in the field of forms


class Segment(ArrayFile):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.size = len(self.arrays["kinds"])
        self.live = [True] * self.size
        deletions = path.with_suffix(".live")
        if deletions.is_file():
            bits = ArrayFile(deletions).arrays["live"]
            self.live = [bool(bits[number // 8] & 128 >> number % 8) for number in range(self.size)]

    def id(self, number: int) -> str:
        parent = self.arrays["parents"][number]
        return "/".join(self.string("names", n).decode() for n in dict.fromkeys((parent, number)))

    def dictionary(self, name: str) -> list[str]:
        return [string.decode() for string in self.strings(f"{name}/text", f"{name}/ends")]

    def look_up(self, dictionary: str, string: bytes) -> int:
        """Return the number of a string by the hash table; -1 where it is not there."""
        slots, size = self.arrays[f"{dictionary}/slots"], len(self.arrays[f"{dictionary}/ends"])
        place = crc32(string) % (1 << (3 * size // 2).bit_length())
        while slots[place]:
            number = slots[place] - 1
            if self.string(f"{dictionary}/text", number, f"{dictionary}/ends") == string:
                return number
            place += 1
        return -1

    def facet(self, name: str, number: int) -> list[str]:
        values, code = self.dictionary(f"facet_{name}"), self.arrays[f"facet_{name}/codes"][number]
        return [values[member] for member in self.slice(f"facet_{name}/members", code, f"facet_{name}/starts")]

    def documents(self, field: str, term: int) -> list[int]:
        numbers = self.slice(f"{field}/documents", term, f"{field}/starts")
        if f"{field}/bounds" not in self.arrays:
            return numbers
        width = (self.size - 1) // 65_536
        ends = [*self.arrays[f"{field}/bounds"][term * width : (term + 1) * width]]
        return [65_536 * bisect_right(ends, place) + lower for place, lower in enumerate(numbers)]

    def postings(self, field: str, term: int) -> Iterator[Posting]:
        columns = [self.arrays[f"{field}/codes/{column}"] for column in ("weights", "lengths", "counts")]
        for index, document in enumerate(self.documents(field, term), self.arrays[f"{field}/starts"][term]):
            weight, length, count = (column[self.arrays[f"{field}/codes"][index]] for column in columns)
            yield Posting(document, weight, length, count, self._positions(field, index, count))

    def _positions(self, field: str, index: int, count: int) -> list[int]:
        if f"{field}/positions" not in self.arrays:
            return []
        counts, codes, sample = self.arrays[f"{field}/codes/counts"], self.arrays[f"{field}/codes"], index // 80
        start = self.arrays[f"{field}/stands"][sample] + sum(counts[code] for code in codes[sample * 80 : index])
        return [*self.arrays[f"{field}/positions"][start : start + count]]

    def form_postings(self, form: int) -> Iterator[Posting]:
        """Yield the postings of a form: of its own list, and those that are stored with its terms."""
        yield from self.postings("form", form)
        for language in LANGUAGES:
            term = self.arrays[f"form/terms_{language}"][form] if f"form/terms_{language}" in self.arrays else -1
            if term >= 0:
                ordinal = self.slice(f"form/of_{language}", term).index(form) + 1
                ordinals = self.slice(f"text_{language}/forms", term, f"text_{language}/starts")
                pairs = zip(self.postings(f"text_{language}", term), ordinals, strict=True)
                yield from (posting for posting, number in pairs if number == ordinal)


class Generation:
    """The generation that ``CURRENT`` names; its files are compared with the manifest."""

    def __init__(self, index: Path) -> None:
        self.folder = index / "generations" / (index / "CURRENT").read_text("utf-8").rstrip("\n")
        self.manifest = json.loads((self.folder / "manifest.json").read_bytes())
        files = {path.name: path.read_bytes() for path in self.folder.iterdir() if path.name != "manifest.json"}
        assert self.manifest["files"] == {n: [len(c), sha256(c).hexdigest()] for n, c in files.items()}
        self.sources = json.loads(zstandard.decompress(files["sources.json.zst"]))
        self.segments = [Segment(self.folder / f"{name}.arrays") for name in self.manifest["segments"]]


class SuggestionTable(ArrayFile):
    def __init__(self, path: Path) -> None:
        self.arrays, self.dtypes = {}, {}
        archive = ZipFile(BytesIO(zstandard.decompress(path.read_bytes())))
        for file in archive.namelist():
            content, name = archive.read(file), file.removesuffix(".npy")
            start = 10 + int.from_bytes(content[8:10], "little")
            header = ast.literal_eval(content[10:start].decode())
            self.dtypes[name] = header["descr"].lstrip("|<")
            self.arrays[name] = numbers(content, start, self.dtypes[name], *header["shape"])
        blocks = [self.record(number).split("\n") for number in range(len(self.arrays["records/ends"]))]
        self.lines = [line for block in blocks for line in block]
        self.words = bytes(self.arrays["words"]).decode().split("\n") if self.arrays["words"] else []

    def lines_with(self, word: str) -> list[tuple[str, bool]]:
        """Return (line, True where the word is not its first) of each line that has the word."""
        keys = self.slice("keys", self.words.index(word), "starts")
        return [(self.lines[key % 2**31], key >= 2**31) for key in keys]
