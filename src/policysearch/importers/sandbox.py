"""A file -> its outline, read by another process within limits of time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import policysearch
from policysearch.importers import outline
from policysearch.importers.formats import detect_format
from policysearch.importers.formats.file_in_memory import FileInMemory
from policysearch.importers.outline import Outline
from policysearch.importers.sandbox_child import STANDARD_INPUT
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import from_json, message

SECONDS = 60.0
CHILD = "policysearch.importers.sandbox_child"
SECRETS = "POLICYSEARCH_"  # environment variables that a reader of documents need not see begin so


def read(path: Path, seconds: float = SECONDS) -> Outline:
    """Return the document's outline. Raises ImportRefusedError, in one clear line, for whatever cannot be read."""
    kind = detect_format.recognise(path)
    return _outline(run(CHILD, (kind, str(path.resolve())), b"", seconds))


def read_in_memory(file: FileInMemory, seconds: float, memory: int) -> Outline:
    """Return the outline of a document that is written nowhere, read in ``memory`` bytes. Raises ImportRefusedError."""
    kind = detect_format.recognise_in_memory(file)
    return _outline(run(CHILD, (kind, STANDARD_INPUT, str(memory)), file.read_bytes(), seconds))


def run(module: str, arguments: Iterable[str], content: bytes, seconds: float) -> bytes:
    """Return what a process of its own prints that runs ``module``. Raises ImportRefusedError where it takes too long.

    ``content`` is its standard input; nothing of it is written to a file.
    """
    source = str(Path(policysearch.__file__).parents[1])
    environment = {name: value for name, value in os.environ.items() if not name.startswith(SECRETS)}
    environment["PYTHONPATH"] = os.pathsep.join([source, os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-P", "-m", module, *arguments]
    try:
        process = subprocess.run(
            command, input=content, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ImportRefusedError(
            message("reading it took more than {seconds:.0f} seconds.", seconds=seconds), "Split it."
        ) from error
    return process.stdout


def read_all(paths: Iterable[Path], seconds: float = SECONDS) -> Iterator[tuple[Path, Outline | ImportRefusedError]]:
    """Yield every document's outline or refusal, in order; as many are read at a time as there are processors."""
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 8)) as pool:
        waiting = [(path, pool.submit(read, path, seconds)) for path in paths]
        for path, future in waiting:
            try:
                yield path, future.result()
            except ImportRefusedError as error:
                yield path, error


def documents(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and all files in the folders named but hidden, temporary and web pages' side files."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            parts = file.relative_to(path).parts
            if file.is_file() and not any(p.startswith((".", "~$")) or p.endswith("_files") for p in parts):
                yield file


def _outline(printed: bytes) -> Outline:
    try:
        answer = json.loads(printed.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise ImportRefusedError("its reader ran out of memory or time, or broke down.", "Split it.") from error
    if not isinstance(answer, dict):
        raise ImportRefusedError("its reader broke down.")
    if "refused" in answer:
        raise ImportRefusedError(*map(from_json, answer["refused"]))
    document = outline.from_json(answer)
    if not document.blocks and not document.fields:
        raise ImportRefusedError("it has no text.")
    return document
