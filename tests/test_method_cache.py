"""A cached method keeps its values, and not its object."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from policysearch.method_cache import cached_method


class Doubles:
    def __init__(self, maxsize: int | None) -> None:
        self.calls: list[int] = []
        self.double = cached_method(self._double, maxsize)

    def _double(self, number: int) -> int:
        self.calls.append(number)
        return 2 * number


@pytest.fixture
def without_garbage_collection() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_a_value_is_worked_out_once() -> None:
    doubles = Doubles(None)
    assert [doubles.double(number) for number in (1, 2, 1)] == [2, 4, 2]
    assert doubles.calls == [1, 2]


def test_the_values_returned_last_are_kept() -> None:
    doubles = Doubles(1)
    assert [doubles.double(number) for number in (1, 2, 1)] == [2, 4, 2]
    assert doubles.calls == [1, 2, 1]


@pytest.mark.usefixtures("without_garbage_collection")
def test_the_object_ends_with_its_last_reference() -> None:
    doubles = Doubles(None)
    doubles.double(1)
    reference = weakref.ref(doubles)
    del doubles
    assert reference() is None
