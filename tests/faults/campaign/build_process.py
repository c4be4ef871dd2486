"""``policysearch build`` in a process of its own, forked from one that has imported everything and runs nothing else.

So a fault meets the build, and not the start of Python.
"""

import contextlib
import ctypes
import os
import signal
import sys
import time
import traceback
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

LOG = "build.log"
PRELOADED = (
    "babel.numbers",
    "filelock",
    "importlib.readers",
    "numpy.ma",
    "policysearch.cli.build",
    "policysearch.engines.whoosh.index_writer",
    "policysearch.engines.whoosh.snapshot",
    "policysearch.engines.whoosh.writer.write_generation",
    "policysearch.materials.read_workshop",
    "policysearch.search.suggest.suggestion_builder",
)
ANY_PROCESS_MAY_TRACE = (0x59616D61, -1)  # prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY) of Linux


def start_build(folder: Path, *, stopped: bool = False) -> BaseProcess:
    """Start a build of the site in ``folder``. Its exit code is the command's; ``log_of`` has what it printed.

    With ``stopped``, it waits for SIGCONT before it does anything.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED])
    process = context.Process(target=_build, args=(folder, stopped))
    process.start()
    return process


def log_of(folder: Path) -> str:
    """Return what the last build printed."""
    return (folder / LOG).read_text("utf-8", "replace")


def _build(folder: Path, stopped: bool) -> None:
    from policysearch.cli import main

    os.chdir(folder)
    log = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.argv = ["policysearch", "build", "--yes"]
    if stopped:
        ctypes.CDLL(None).prctl(*ANY_PROCESS_MAY_TRACE)
        os.kill(os.getpid(), signal.SIGSTOP)
    code: object = 1
    try:
        main()
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        os._exit(code if isinstance(code, int) else 1)


def wait_for_state(process: BaseProcess, field: str, wanted: str, seconds: float = 30) -> None:
    """Wait until a line of the process's status begins with ``field`` and ``wanted``, as "State:" and "T"."""
    end = time.monotonic() + seconds
    status = Path(f"/proc/{process.pid}/status")
    while not any(line.split()[:2] == [field, wanted] for line in status.read_text("utf-8").splitlines()):
        assert time.monotonic() < end
        time.sleep(0.002)
