"""Former commits of this repository as peers: ``commit:REV`` is this product as it was at REV.

The code of REV runs in a temporary git worktree, by the peer that it brings itself (``tests/bench/peers/ours_peer.py``)
and with the installed libraries of today.
"""

from __future__ import annotations

import atexit
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.bench import ROOT

PREFIX = "commit:"
MODULE = "ours"
_FILE = f"tests/bench/peers/{MODULE}_peer.py"


@cache
def commit_hash(name: str) -> str:
    """Return the commit that ``commit:REV`` names, as ten hexadecimal digits. Raises LookupError."""
    revision = name.removeprefix(PREFIX)
    try:
        commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except (OSError, subprocess.CalledProcessError) as error:
        raise LookupError(f"{revision} is no commit of {ROOT}") from error
    if not _git("ls-tree", "--name-only", commit, _FILE):
        raise LookupError(f"{revision} has no {_FILE}")
    return commit[:10]


@cache
def worktree(name: str) -> Path:
    """Return the root of a worktree of ``commit:REV``, which is removed when this process ends. Raises LookupError."""
    commit = commit_hash(name)
    folder = Path(mkdtemp(prefix="policysearch-")).resolve()
    tree = folder / commit
    atexit.register(_remove, folder, tree)
    _git("worktree", "add", "--quiet", "--detach", str(tree), commit)
    return tree


def _remove(folder: Path, tree: Path) -> None:
    _git("worktree", "remove", "--force", str(tree))
    shutil.rmtree(folder)


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
