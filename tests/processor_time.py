"""Measures the processor's time of a call, for the tests that say how work grows with the input."""

import gc
import time
from collections.abc import Callable


def processor_seconds(call: Callable[[], object]) -> float:
    """Return the processor's seconds of a call, which other processes hardly change.

    The garbage collector rests meanwhile: a whole collection takes as long as the heap of all
    tests before is large, which says nothing about the call.
    """
    gc.disable()
    try:
        started = time.process_time()
        call()
        return time.process_time() - started
    finally:
        gc.enable()
