"""Today's code beside former commits, measured in the same run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.bench import peers
from tests.bench.figures import Table, milliseconds, p50_p95, percentile

TODAY = "ours"
SHARES = (0.50, 0.95)
NOTE = (
    "Ratios are today / then, below 1 where today is faster: of the medians over the rounds, with the lowest and the "
    "highest ratio of single rounds. “Best” is the ratio by each question's best round, which other work on the "
    "machine disturbs least."
)
Times = Sequence[Sequence[float]]  # by round, the milliseconds of each question


def tables(title: str, results: Mapping[str, Mapping[str, Times]]) -> Iterator[Table]:
    """Yield a table of ratios if ``results`` has former commits; it is by heading, peer and round."""
    rows, ratios = [], {}
    for heading, rounds in results.items():
        for name in filter(peers.is_commit, rounds if TODAY in rounds else ()):
            version = peers.info(name).version
            ratios[f"{heading} {version}"] = [_ratios(rounds[TODAY], rounds[name], share) for share in SHARES]
            rows.append([heading, version, *_cells(rounds[TODAY], rounds[name])])
    if rows:
        columns = ["today", "then", "ratio", "rounds", "best"]
        header = ["", "commit", *(f"{share} {column}" for share in ("p50", "p95") for column in columns)]
        yield Table(f"{title}: today / a former commit", header, rows, [NOTE], {"ratios": ratios})


def _cells(today: Times, then: Times) -> Iterator[str]:
    for share, new, old in zip(SHARES, p50_p95(today), p50_p95(then), strict=True):
        ratios, (best,) = _ratios(today, then, share), _ratios([_best(today)], [_best(then)], share)
        yield from (milliseconds(new), milliseconds(old), f"{new / old:.3f}", f"{min(ratios):.3f}–{max(ratios):.3f}")
        yield f"{best:.3f}"


def _ratios(today: Times, then: Times, share: float) -> list[float]:
    return [percentile(new, share) / percentile(old, share) for new, old in zip(today, then, strict=True)]


def _best(rounds: Times) -> list[float]:
    return [min(times) for times in zip(*rounds, strict=True)]
