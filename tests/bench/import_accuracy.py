"""How right importing is: precision and recall of each field over documents with known answers, and its review marks.

    python -m tests.bench.import_accuracy

The documents are the pages of ``tests/importers/pages`` and, where they are here, the handed ones.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from policysearch import vocabulary
from policysearch.importers import cue_files, event_drafts, sandbox
from policysearch.importers.event_drafts import Draft
from policysearch.importers.outline import Outline
from tests.importers.test_handed_cases import CASES, FOLDER

PAGES = Path(__file__).parents[1] / "importers" / "pages"
FIELDS = "title start end city country organizers partners funders highlights".split()
LISTS = frozenset(["organizers", "partners", "funders", "highlights"])
VOCABULARY, _ = vocabulary.read(Path(__file__).parents[2] / "materials" / "vocabulary")


@dataclass
class Tally:
    """Counts by field: values that are right, wrong, missing, and wrong without a mark; marks by document."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    unmarked: Counter[str] = field(default_factory=Counter)
    marks: list[int] = field(default_factory=list)
    founded_marks: int = 0

    def add(self, draft: Draft, expected: Mapping[str, Any], is_prefix: bool) -> None:
        """Count one draft. ``is_prefix``: highlights are told by their first words."""
        marked = {name for name, _ in draft.reviews if name != "themes"}
        self.marks.append(len([name for name, _ in draft.reviews if name != "themes"]))
        faulty = set()
        has_parties = any(name in expected for name in LISTS)
        faulty |= {name for name in FIELDS if not _value(draft, name)}
        for name in FIELDS:
            if draft.front_matter.get(name):
                continue  # the document itself says so, field by field
            if name in expected or (name in LISTS and name != "highlights" and has_parties):
                may_be = expected.get(f"may_be_{name}", [])
                wrong, missing = self._compare(name, draft, expected.get(name, []), may_be, is_prefix)
                faulty |= {name} if wrong or missing else set()
                self.unmarked[name] += wrong if name not in marked else 0
        self.founded_marks += len(marked & (faulty | {"body", "language"}))

    def _compare(
        self, name: str, draft: Draft, expected: Any, may_be: Sequence[str], is_prefix: bool
    ) -> tuple[int, int]:
        values = _value(draft, name)
        if name in LISTS:
            rest = list(expected)
            right = 0
            for value in values:
                match = next((e for e in rest if value == e or (is_prefix and value.startswith(e))), None)
                if match is not None:
                    rest.remove(match)
                    right += 1
            neither = sum(value.startswith(tuple(may_be)) for value in values) if may_be else 0
            wrong, missing = len(values) - right - neither, len(rest)
        else:
            readings = expected if isinstance(expected, list) else [expected]
            right = int(bool(values) and values[0] in readings)
            wrong = int(bool(values) and not right)
            missing = int(not right and bool(readings[0]) and "" not in readings)
        self.right[name] += right
        self.wrong[name] += wrong
        self.missing[name] += missing
        return wrong, missing


def _value(draft: Draft, name: str) -> tuple[str, ...]:
    if name == "highlights":
        return draft.highlights
    value = draft.front_matter.get(name) or draft.fields.get(name)
    return ((value,) if isinstance(value, str) else tuple(value)) if value else ()


def _documents() -> Iterator[tuple[Path, list[Mapping[str, Any]], bool]]:
    """Yield each document with what its drafts must have, and whether highlights are told by their first words."""
    for page in sorted(set(PAGES.iterdir()) - set(PAGES.glob("*.yml"))):
        events = yaml.load(page.with_suffix(".yml").read_text("utf-8"), yaml.BaseLoader)
        yield page, [*map(_with_missing, events)], False
    for name, case in CASES.items() if FOLDER.is_dir() else ():
        is_whole = any(key in case for key in ("organizers", "highlights", "events"))
        if is_whole:
            yield FOLDER / name, case.get("events", [case]), True


def _with_missing(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a careful reader notes down, with what importing is known to leave empty."""
    missing = event.get("missing", {})
    return {**event, **{name: [*event.get(name, []), *v] if name in LISTS else v for name, v in missing.items()}}


def measure() -> tuple[Tally, int]:
    """Return the counts, and the number of documents."""
    tally, number = Tally(), 0
    for path, events, is_prefix in _documents():
        outline = sandbox.read(path)
        assert isinstance(outline, Outline)
        drafts = event_drafts.draft(outline, VOCABULARY, cue_files.shipped())
        number += 1
        for draft, event in zip(drafts, events, strict=False):
            tally.add(draft, {**event, **({} if is_prefix else _empty(event))}, is_prefix)
    return tally, number


def _empty(event: Mapping[str, Any]) -> dict[str, Any]:
    return {name: event.get(name, [] if name in LISTS else "") for name in FIELDS}


def main() -> None:
    """Print a table."""
    tally, number = measure()
    print(f"{number} documents, {len(tally.marks)} workshops")
    print("| field | precision | recall | wrong without a mark |\n|---|---|---|---|")
    for name in FIELDS:
        right, wrong, missing = tally.right[name], tally.wrong[name], tally.missing[name]
        precision = right / (right + wrong) if right + wrong else 1.0
        recall = right / (right + missing) if right + missing else 1.0
        print(f"| {name} | {precision:.3f} | {recall:.3f} | {tally.unmarked[name]} |")
    founded = tally.founded_marks / max(sum(tally.marks), 1)
    median = statistics.median(tally.marks)
    print(f"marks a workshop: median {median}, of them {founded:.0%} at something wrong or empty")


if __name__ == "__main__":
    main()
