"""A cache for a method that does not keep the method's object alive."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, TypeVarTuple, cast
from weakref import WeakMethod

Arguments = TypeVarTuple("Arguments")
Value = TypeVar("Value")


def cached_method(method: Callable[[*Arguments], Value], maxsize: int | None) -> Callable[[*Arguments], Value]:
    """Return ``method`` with a cache of the ``maxsize`` values returned last, None for all.

    An object that has the cache of its own bound method as an attribute refers to itself, and stays until Python looks
    for cycles. What an object refers to here ends with it at once: for a generation, that is tens of MB and its open
    files. The object must live while the cache is called.
    """
    reference = WeakMethod(method)

    @lru_cache(maxsize)
    def value_of(*arguments: *Arguments) -> Value:
        of_object = reference()
        assert of_object is not None
        return of_object(*arguments)

    return cast("Callable[[*Arguments], Value]", value_of)
