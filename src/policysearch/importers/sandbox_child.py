"""The process that reads one document and cannot do much else.

``python -m policysearch.importers.sandbox_child FORMAT PATH [MEMORY]``

PATH is ``-`` where standard input is the document. Prints JSON: an outline, or ``{"refused": [message, hint]}``.
The document may be hostile: memory, time and writing are limited where the system can, and nothing that is printed is
trusted further than text.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from policysearch.importers import outline
from policysearch.importers.formats.detect_format import NAMES
from policysearch.importers.formats.file_in_memory import FileInMemory, Source
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import message, to_json

MEMORY = 1_500_000_000  # bytes, where nothing else is said
SECONDS = 120
STANDARD_INPUT = "-"


def main(kind: str, path: str, memory: str = str(MEMORY)) -> None:
    """Read the file and print its outline, or why it is refused."""
    limit(int(memory))
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    source = FileInMemory(sys.stdin.buffer.read(), "") if path == STANDARD_INPUT else Path(path)
    json.dump(answer(kind, source), sys.stdout, ensure_ascii=False)


def answer(kind: str, path: Source) -> dict[str, Any]:
    """Return an outline as JSON values, or why the file is refused."""
    try:
        reader = importlib.import_module(f"policysearch.importers.formats.{kind}" if kind in NAMES else "")
        return outline.to_json(reader.read(path))
    except ImportRefusedError as error:
        return {"refused": [to_json(error.message), to_json(error.hint)]}
    except MemoryError:
        return {"refused": [message("it needs more memory than is allowed."), message("Split it.")]}
    except ModuleNotFoundError as error:
        hint = message("Install it: pip install 'policysearch[import]'.")
        return {"refused": [to_json(message("the library {name} is missing.", name=error.name)), hint]}
    except Exception as error:  # a parser met what its writers did not foresee; the parent goes on with other files
        return {
            "refused": [
                to_json(message("it could not be read ({name}).", name=type(error).__name__)),
                message("Save it again and retry."),
            ]
        }


def limit(memory: int) -> None:
    """Limit this process to ``memory`` bytes and some processor time, and forbid it to write files, where possible."""
    if sys.platform == "win32":
        return
    import resource

    for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0)):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


if __name__ == "__main__":
    main(*sys.argv[1:4])
