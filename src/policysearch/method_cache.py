"""Caches that hold no more than they should: of a method without its object, and of texts that are short.

An object that has the cache of its own bound method as an attribute refers to itself, and stays until Python looks for
cycles. What an object refers to here ends with it at once: for a generation, that is tens of MB and its open files.

A cache counts entries and not bytes, so that a reader's long texts would fill it with hundreds of MB.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary, WeakMethod

Arguments = ParamSpec("Arguments")
Owner = TypeVar("Owner")
Value = TypeVar("Value")


def cached_method(
    maxsize: int | None,
) -> Callable[[Callable[Concatenate[Owner, Arguments], Value]], Callable[Concatenate[Owner, Arguments], Value]]:
    """Decorate a method with a cache, in each object, of the ``maxsize`` values returned last, None for all."""

    def decorate(
        method: Callable[Concatenate[Owner, Arguments], Value],
    ) -> Callable[Concatenate[Owner, Arguments], Value]:
        name = f"_cache_of_{method.__name__}"

        @wraps(method)
        def value_of(owner: Owner, /, *arguments: Arguments.args, **options: Arguments.kwargs) -> Value:
            caches = vars(owner)
            cache = caches.get(name)
            if cache is None:
                cache = caches.setdefault(name, method_cache(cast(Any, method).__get__(owner), maxsize))
            return cast(Value, cache(*arguments, **options))

        return value_of

    return decorate


def method_cache(method: Callable[Arguments, Value], maxsize: int | None) -> Callable[Arguments, Value]:
    """Return a bound method with such a cache, for a size that objects decide. The object must live while it is called.

    So it is an attribute that the object's own methods call.
    """
    reference = WeakMethod(cast(Any, method))

    @lru_cache(maxsize)
    def value_of(*arguments: Arguments.args, **options: Arguments.kwargs) -> Value:
        living = reference()
        assert living is not None
        return cast(Value, living(*arguments, **options))

    return cast("Callable[Arguments, Value]", value_of)


def cached_for_object(function: Callable[[Owner], Value]) -> Callable[[Owner], Value]:
    """Decorate a function of one object with a cache of what it returns, which ends with the object."""
    values: WeakKeyDictionary[Owner, Value] = WeakKeyDictionary()

    @wraps(function)
    def value_of(owner: Owner, /) -> Value:
        try:
            return values[owner]
        except KeyError:
            value = values[owner] = function(owner)
            return value

    return value_of


def cached_for_short_texts(
    maxsize: int, longest: int
) -> Callable[[Callable[Concatenate[str, Arguments], Value]], Callable[Concatenate[str, Arguments], Value]]:
    """Decorate a function of a text with a cache; a text of more than ``longest`` characters is worked out anew."""

    def decorate(
        function: Callable[Concatenate[str, Arguments], Value],
    ) -> Callable[Concatenate[str, Arguments], Value]:
        cached = cast("Callable[Concatenate[str, Arguments], Value]", lru_cache(maxsize)(function))

        @wraps(function)
        def value_of(text: str, /, *arguments: Arguments.args, **options: Arguments.kwargs) -> Value:
            return (cached if len(text) <= longest else function)(text, *arguments, **options)

        return value_of

    return decorate
