"""The damages that a process found, for the others on this machine: ``damaged.json`` in the state folder."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock

from policysearch import durable_files
from policysearch.engines.build_contract import Damage
from policysearch.model.message import message
from policysearch.regular_files import read_regular_file

FILE = "damaged.json"
MAX_BYTES = 1_000_000
Token = tuple[int, int, int]


class KnownDamages:
    """The first damage of each generation that has one, by id.

    What this process found counts although the file cannot be written. The file only ever brings forward what the
    comparison of checksums would find: where it cannot be read it is ignored.
    """

    def __init__(self, state: Path) -> None:
        self._path = state / FILE
        self._own: dict[str, Damage] = {}
        self._of_others: Mapping[str, Damage] = {}
        self._token: Token | None = None
        self._lock = Lock()

    def __contains__(self, generation: object) -> bool:
        return generation in self._own or generation in self._of_others

    def get(self, generation: str) -> Damage | None:
        """Return the first damage of a generation; None where none is known."""
        return self._own.get(generation) or self._of_others.get(generation)

    def read(self) -> bool:
        """Take up what other processes wrote; return whether that changed since the last call."""
        token = self._file_token()
        if token == self._token:
            return False
        self._token = token
        self._of_others = self._load()
        return True

    def set(self, generation: str, damages: Sequence[Damage]) -> None:
        """Set what comparing all checksums of ``generation`` found, and tell the other processes if that is news."""
        with self._lock:
            self._of_others = self._load()
            self._own.pop(generation, None)
            if generation in self._of_others and not damages:
                self._of_others = {name: damage for name, damage in self._of_others.items() if name != generation}
                self._save()
            if damages:
                self._own[generation] = damages[0]
                if generation not in self._of_others:
                    self._save()

    def keep(self, generations: Sequence[str]) -> None:
        """Forget all others, which are no more."""
        with self._lock:
            self._of_others = self._load()
            if self._of_others.keys() - set(generations):
                self._of_others = {name: self._of_others[name] for name in generations if name in self._of_others}
                self._save()

    def _save(self) -> None:
        damages = {**self._of_others, **self._own}
        record = {name: [damage.part, damage.message] for name, damage in damages.items()}
        with contextlib.suppress(OSError):  # a folder that this process may not write to
            durable_files.replace_file(self._path, json.dumps(record))

    def _load(self) -> dict[str, Damage]:
        try:
            record = json.loads(read_regular_file(self._path, MAX_BYTES))
            return {name: Damage(str(part), message(str(sentence))) for name, (part, sentence) in record.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def _file_token(self) -> Token | None:
        try:
            state = self._path.stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_ino, state.st_size
