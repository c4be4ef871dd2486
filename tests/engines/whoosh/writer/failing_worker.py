"""A process that takes documents and then fails."""

from collections.abc import Iterator
from typing import Any

from policysearch.processes import serve


def answers(messages: Iterator[Any]) -> Iterator[Any]:
    if any(message is None for message in messages):
        raise ValueError("bad luck")
    yield


if __name__ == "__main__":
    serve(answers)
