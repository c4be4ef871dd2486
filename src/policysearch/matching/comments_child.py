"""The process that writes comments into one Word document and cannot do much else.

``python -m policysearch.matching.comments_child MEMORY``

Standard input is a line of JSON, the comments, and then the document, which may be hostile: memory and time are limited
as they are for reading. Prints WRITTEN and the document; anything else is a failure.
"""

from __future__ import annotations

import json
import sys

import docx

from policysearch.importers.formats import office_zip
from policysearch.importers.formats.docx import readable
from policysearch.importers.formats.file_in_memory import FileInMemory
from policysearch.importers.sandbox_child import limit
from policysearch.matching.comments import WRITTEN, Comment, add_comments, saved


def main(memory: str) -> None:
    """Read standard input and print the document with its comments."""
    limit(int(memory))
    records, _, content = sys.stdin.buffer.read().partition(b"\n")
    file = FileInMemory(content, ".docx")
    office_zip.inspect(file)
    document = docx.Document(readable(file))
    add_comments(document, [Comment(**record) for record in json.loads(records)])
    sys.stdout.buffer.write(WRITTEN + saved(document))


if __name__ == "__main__":
    main(*sys.argv[1:2])
