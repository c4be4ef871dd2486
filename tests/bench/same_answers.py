"""``python -m tests.bench same_answers --rev REV``: today's API must answer as commit REV does, byte for byte.

Each side builds its own index from the same files, with its own code in its own process, in two steps
(``answers/collection.py``), then answers the same addresses (``answers/requests.py``). JSON is compared as bytes but
for ``IGNORED`` and the values that ``--ignored`` names; of ``notices`` only the number is compared, not the wording.
Of a workshop's page only the links to documents are compared, which tell the related ones.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from tests.bench import ROOT, peers, processes
from tests.bench.answers import collection, requests, wsgi_process
from tests.bench.answers.wsgi_process import Reply
from tests.bench.figures import Table
from tests.bench.materials import build_command
from tests.bench.options import Options

IGNORED = ("generation",)  # keys of JSON objects, dotted; lists have no part of their own ("hits.score")
NOTICES = "notices"
MOST_PRINTED = 5  # different answers of each kind of request
LONGEST = 200  # characters of a value that is printed
_POSITION = re.compile(r"\[\d+\]")
_LINK = re.compile(rb'href="(/workshops/[^"]+)"')


def run(options: Options) -> Iterator[Table]:
    """Yield a table of counts, and one of the places where answers differ, if there are any: it is marked as failed."""
    if not options.rev:
        raise SystemExit("same_answers compares today's answers with those of a commit: name it with --rev.")
    if reason := peers.missing(f"commit:{options.rev}"):
        raise SystemExit(reason)
    addresses = requests.all_addresses()
    with tempfile.TemporaryDirectory() as folder:
        trees = {"then": peers.tree(f"commit:{options.rev}"), "today": ROOT}
        replies = _replies(Path(folder), trees, [address for group in addresses.values() for address in group])
    differences = {
        kind: {
            address: lines
            for address in group
            if (lines := differing(*(side[address] for side in replies), ignored=options.ignored))
        }
        for kind, group in addresses.items()
    }
    for by_address in differences.values():
        for address, lines in [*by_address.items()][:MOST_PRINTED]:
            print(f"{address}\n    {lines[0]}")
    yield _table(addresses, replies[0], differences, options)
    places = Counter(place for group in differences.values() for lines in group.values() for place in _places(lines))
    if places:
        rows = [[place, str(count)] for place, count in places.most_common()]
        yield Table("Where answers differ", ["place", "answers"], rows, failed=True)


def _table(
    addresses: Mapping[str, Sequence[str]],
    then: Mapping[str, Reply],
    differences: Mapping[str, Mapping[str, Sequence[str]]],
    options: Options,
) -> Table:
    columns = [
        (len(group), sum(then[address][0].startswith("200") for address in group), len(differences[kind]))
        for kind, group in addresses.items()
    ]
    sums = [*map(sum, zip(*columns, strict=True))]
    rows = [[kind, *map(str, counts)] for kind, counts in zip([*addresses, "all"], [*columns, sums], strict=True)]
    note = f"Not compared: {', '.join((*IGNORED, *options.ignored))}, and the wording of notices."
    header = ["requests", "number", "answered with 200", "different"]
    return Table(f"Answers of today and of {options.rev}", header, rows, [note])


def _places(lines: Sequence[str]) -> set[str]:
    return {_POSITION.sub("", line.partition(": ")[0]) for line in lines}


def _replies(folder: Path, trees: dict[str, Path], addresses: Sequence[str]) -> list[dict[str, Reply]]:
    """Build the index of each side in two steps; return the replies of each side by address."""
    materials = folder / "materials"
    for write in (collection.write_first_state, collection.write_second_state):
        write(materials)
        for name, tree in trees.items():
            command = build_command(materials, folder / name)
            subprocess.run(
                command, env=_environment(tree, folder / name), cwd=folder, check=True, stdout=subprocess.DEVNULL
            )
    script = [sys.executable, "-P", wsgi_process.__file__]
    replies = []
    for name, tree in trees.items():
        environment = _environment(tree, folder / name)
        process = subprocess.run(
            script, input=pickle.dumps(addresses), env=environment, cwd=folder, check=True, stdout=subprocess.PIPE
        )
        replies.append(dict(zip(addresses, pickle.loads(process.stdout), strict=True)))
    return replies


def _environment(tree: Path, index: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("POLICYSEARCH_")}
    settings = {"INDEX": str(index), "MATERIALS": str(index.parent / "materials"), "SEARCHLOG": "false"}
    ours = {f"POLICYSEARCH_{name}": value for name, value in settings.items()}
    return {**inherited, **processes.environment(tree), **ours}


def differing(then: Reply, today: Reply, *, ignored: Sequence[str] = ()) -> list[str]:
    """Return a line for each difference between two replies."""
    pairs = zip(("status", "content type", "location"), then[:3], today[:3], strict=True)
    lines = [f"{name}: {old!r} -> {new!r}" for name, old, new in pairs if old != new]
    if then[1].startswith("text/html") and today[1].startswith("text/html"):
        return [*lines, *_differences("links", _LINK.findall(then[3]), _LINK.findall(today[3]))]
    if then[1] != "application/json" or today[1] != "application/json":
        return lines if then[3] == today[3] else [*lines, f"body: {_short(then[3])} -> {_short(today[3])}"]
    old, new = (_compared(orjson.loads(body), (*IGNORED, *ignored)) for _, _, _, body in (then, today))
    if orjson.dumps(old) == orjson.dumps(new) and _canonical(then[3]) and _canonical(today[3]):
        return lines
    return [*lines, *_differences("", old, new)] or ["the bytes differ where the values do not"]


def _canonical(body: bytes) -> bool:
    """Return True if nothing of ``body`` is lost by reading it as JSON: no repeated keys, no other spelling."""
    return orjson.dumps(orjson.loads(body)) == body


def _compared(value: Any, ignored: Sequence[str], path: str = "") -> Any:
    """Return ``value`` without what is ignored, and with the number of notices in their place."""
    if isinstance(value, list):
        return [_compared(item, ignored, path) for item in value]
    if not isinstance(value, dict):
        return value
    paths = {key: f"{path}.{key}".lstrip(".") for key in value}
    return {
        key: len(item) if paths[key] == NOTICES else _compared(item, ignored, paths[key])
        for key, item in value.items()
        if paths[key] not in ignored
    }


def _differences(path: str, old: Any, new: Any) -> Iterator[str]:
    """Yield the places where two JSON values differ, in order; another length counts as one place."""
    if isinstance(old, dict) and isinstance(new, dict):
        if [*old] != [*new]:
            yield f"{path} keys: {_short([*old])} -> {_short([*new])}".lstrip()
        for key in (key for key in old if key in new):
            yield from _differences(f"{path}.{key}".lstrip("."), old[key], new[key])
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, pair in enumerate(zip(old, new, strict=True)):
            yield from _differences(f"{path}[{number}]", *pair)
    elif old != new or type(old) is not type(new):
        yield f"{path}: {_short(old)} -> {_short(new)}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
