"""``python -m tests.search.meaning.write_background``: write the background's vectors anew, by the bundled model.

To be run after a change of its sentences or of the model. It takes about a minute.
"""

from __future__ import annotations

import os
from pathlib import Path

from policysearch.search.meaning import background as rooms
from policysearch.search.meaning.bundled import BundledEmbedding


def main() -> None:
    """Embed all sentences and write the file beside them."""
    embedding = BundledEmbedding(os.cpu_count() or 1)
    sentences = rooms.all_sentences()
    content = rooms.background_file(embedding.passages(sentences), embedding.identity)
    path = Path(rooms.__file__).with_name(rooms.VECTORS)
    path.write_bytes(content)
    print(f"{path}: {len(sentences)} sentences, {len(content):,} bytes")


if __name__ == "__main__":
    main()
