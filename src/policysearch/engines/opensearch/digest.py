"""One number for many documents, whatever their order."""

from __future__ import annotations

from hashlib import sha256


class Digest:
    """The sum of the SHA-256 of each document, so that one can be taken away again."""

    def __init__(self, value: int = 0) -> None:
        self.value = value

    def add(self, doc_id: str, record: str) -> None:
        """Add a document by its id and its record."""
        content = f"{doc_id}\0{record}".encode("utf-8", "surrogatepass")
        self.value = (self.value + int.from_bytes(sha256(content).digest(), "big")) % (1 << 256)

    def without(self, removed: Digest) -> Digest:
        """Return the digest without the documents of another one."""
        return Digest((self.value - removed.value) % (1 << 256))

    @property
    def hex(self) -> str:
        """Return the digest in hex."""
        return f"{self.value:064x}"
