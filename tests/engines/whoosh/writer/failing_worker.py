"""What a worker process calls instead of inverting."""

from policysearch.engines.whoosh.writer.runs import RunBuilder


def fail(runs: RunBuilder, batch: object) -> None:
    raise ValueError("bad luck")
