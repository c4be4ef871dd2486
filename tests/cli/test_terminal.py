"""On a terminal: colours unless NO_COLOR says otherwise, and names offered by the Tab key."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.slow

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals to test with")


def seen_on_a_terminal(*arguments: str, **environment: str) -> str:
    """What the command prints when its output is a terminal."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "policysearch", *arguments]
    process = subprocess.Popen(command, stdout=slave, stderr=slave, env={**os.environ, **environment})
    os.close(slave)
    parts = []
    while True:
        try:
            part = os.read(master, 65_536)
        except OSError:  # the other end was closed
            break
        if not part:
            break
        parts.append(part)
    process.wait(60)
    os.close(master)
    return b"".join(parts).decode()


@pytest.mark.parametrize("arguments", [("check",), ("status",)])
def test_colours_are_left_out_where_nobody_wants_them(site: Path, arguments: tuple[str, ...]) -> None:
    (site / "materials" / "a.md").write_text("---\ntitle: A\n---\n", "utf-8")
    assert "\x1b[" in seen_on_a_terminal(*arguments, NO_COLOR="")
    assert "\x1b[" not in seen_on_a_terminal(*arguments, NO_COLOR="1")


def completions(words: str, number: int) -> list[str]:
    environment = {
        **os.environ,
        "_POLICYSEARCH_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(number),
    }
    command = [sys.executable, "-c", "from policysearch.cli import main; import sys; sys.argv=['policysearch']; main()"]
    process = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    return [line.partition(",")[2] for line in process.stdout.splitlines() if line]


def test_the_tab_key_completes_commands_options_and_slugs(site: Path, run: Run) -> None:
    run("new", "--title", "Credit", "--dates", "2012-07-24", "--place", "Lima, Peru")
    assert completions("policysearch pub", 1) == ["publish"]
    assert "--dry-run" in completions("policysearch build --", 2)
    assert completions("policysearch publish 20", 2) == ["2012-lima"]
    assert completions("policysearch import --attach 2", 3) == ["2012-lima"]
    assert completions("policysearch rollback ", 2) == []
