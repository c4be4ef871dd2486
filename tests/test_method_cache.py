"""A cached method keeps its values, and not its object; a function of texts keeps those of short ones."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from policysearch.method_cache import cached_for_object, cached_for_short_texts, cached_method, method_cache


class Doubles:
    def __init__(self, maxsize: int | None = None) -> None:
        self.calls: list[int] = []
        self.cached = method_cache(self.triple, maxsize)

    @cached_method(1)
    def double(self, number: int, *, of: int = 2) -> int:
        """Return a multiple."""
        self.calls.append(number)
        return of * number

    def triple(self, number: int) -> int:
        self.calls.append(number)
        return 3 * number


@pytest.fixture
def without_garbage_collection() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize(("maxsize", "calls"), [(None, [1, 2]), (1, [1, 2, 1])])
def test_the_values_returned_last_are_kept(maxsize: int | None, calls: list[int]) -> None:
    triples = Doubles(maxsize)
    assert [triples.cached(number) for number in (1, 2, 2, 1)] == [3, 6, 6, 3]
    assert triples.calls == calls


def test_each_object_has_a_cache_of_its_own() -> None:
    one, other = Doubles(), Doubles()
    assert [one.double(1), one.double(1), other.double(1), one.double(1, of=4)] == [2, 2, 2, 4]
    assert (one.calls, other.calls) == ([1, 1], [1])
    assert Doubles.double.__doc__ == "Return a multiple."


@pytest.mark.usefixtures("without_garbage_collection")
def test_the_object_ends_with_its_last_reference() -> None:
    doubles = Doubles()
    doubles.double(1)
    doubles.cached(1)
    reference = weakref.ref(doubles)
    del doubles
    assert reference() is None


@pytest.mark.usefixtures("without_garbage_collection")
def test_a_decorated_method_keeps_its_object_while_it_is_called() -> None:
    """Another thread may drop what this one has just looked up."""
    assert Doubles().double(3) == 6


@pytest.mark.usefixtures("without_garbage_collection")
def test_the_value_of_a_function_of_an_object_ends_with_the_object() -> None:
    calls: list[int] = []

    @cached_for_object
    def count(doubles: Doubles) -> int:
        """Return a number for an object."""
        calls.append(doubles.double(len(calls)))
        return len(calls)

    one, other = Doubles(), Doubles()
    assert [count(one), count(one), count(other), count(one)] == [1, 1, 2, 1]
    assert count.__doc__ == "Return a number for an object."
    reference = weakref.ref(one)
    del one
    assert reference() is None


def test_short_texts_alone_are_kept() -> None:
    calls = []

    @cached_for_short_texts(2, 3)
    def repeat(text: str, times: int) -> str:
        """Return a text several times."""
        calls.append(text)
        return text * times

    assert [repeat(text, 2) for text in ("abc", "abc", "abcd", "abcd")] == ["abcabc", "abcabc", "abcdabcd", "abcdabcd"]
    assert calls == ["abc", "abcd", "abcd"]
    assert repeat.__doc__ == "Return a text several times."
