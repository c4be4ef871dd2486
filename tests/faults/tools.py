"""Programs of the system that some faults need: where one is missing, the test is skipped, and fails in CI."""

import os
import shutil

import pytest

SYSTEM = f"{os.environ.get('PATH', '')}:/usr/sbin"


def program(name: str) -> str:
    """Return the path of a program."""
    path = shutil.which(name, path=SYSTEM)
    if path is None:
        reason = f"{name} is not installed (make fault-tools)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
