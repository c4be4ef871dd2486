"""How long a test waits for what must come: a busy machine fails none, and one that passes waits no longer."""

import time
from collections.abc import Callable

PATIENCE = 120.0  # seconds


def until(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"it did not happen in {seconds:.0f} s"
        time.sleep(0.02)
