"""Today's code beside former commits, measured in the same run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from tests.bench import peers
from tests.bench.figures import Table, milliseconds, p50_p95, percentile

TODAY = "ours"
SHARES = (0.50, 0.95)
NOTE = (
    "Ratios are today / then, below 1 where today is faster: of the medians over the rounds, with the lowest and the "
    "highest ratio of single rounds; last, the median of the ratios of single questions, each by its median time."
)
Times = Sequence[Sequence[float]]  # by round, the milliseconds of each question


def tables(title: str, results: Mapping[str, Mapping[str, Times]]) -> Iterator[Table]:
    """Yield a table of ratios if ``results`` has former commits; it is by heading, peer and round."""
    rows, ratios = [], {}
    for heading, rounds in results.items():
        for name in filter(peers.is_commit, rounds if TODAY in rounds else ()):
            version = peers.info(name).version
            ratios[f"{heading} {version}"] = [_ratios(rounds[TODAY], rounds[name], share) for share in SHARES]
            question_ratio = f"{_question_ratio(rounds[TODAY], rounds[name]):.3f}"
            rows.append([heading, version, *_cells(rounds[TODAY], rounds[name]), question_ratio])
    if rows:
        columns = ["today", "then", "ratio", "rounds"]
        header = ["", "commit", *(f"{share} {column}" for share in ("p50", "p95") for column in columns), "questions"]
        yield Table(f"{title}: today / a former commit", header, rows, [NOTE], {"ratios": ratios})


def _cells(today: Times, then: Times) -> Iterator[str]:
    for share, new, old in zip(SHARES, p50_p95(today), p50_p95(then), strict=True):
        ratios = _ratios(today, then, share)
        yield from (milliseconds(new), milliseconds(old), f"{new / old:.3f}", f"{min(ratios):.3f}–{max(ratios):.3f}")


def _ratios(today: Times, then: Times, share: float) -> list[float]:
    return [percentile(new, share) / percentile(old, share) for new, old in zip(today, then, strict=True)]


def _question_ratio(today: Times, then: Times) -> float:
    new_times, old_times = ([median(times) for times in zip(*rounds, strict=True)] for rounds in (today, then))
    return float(median(new / old for new, old in zip(new_times, old_times, strict=True)))
