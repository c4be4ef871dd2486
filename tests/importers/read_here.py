"""Reads a document as ``sandbox.read`` does, in this process: where many are read, starting another takes the time.

What limits the other process, and what becomes of a reader that breaks down, is in ``test_sandbox.py``; here it fails.
"""

import json
from importlib import import_module
from pathlib import Path

from policysearch.importers import outline
from policysearch.importers.formats import detect_format
from policysearch.importers.outline import Outline
from policysearch.model.errors import ImportRefusedError


def read_here(path: Path) -> Outline:
    """Return the document's outline. Raises ImportRefusedError where it is refused."""
    reader = import_module(f"policysearch.importers.formats.{detect_format.recognise(path)}")
    document = outline.from_json(json.loads(json.dumps(outline.to_json(reader.read(path.resolve())))))
    if not document.blocks and not document.fields:
        raise ImportRefusedError("it has no text.")
    return document
