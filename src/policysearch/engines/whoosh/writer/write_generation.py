"""Writing a generation into its folder: segments carried over, one new segment, and what describes them."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from policysearch.engines.whoosh.arrays.array_file import write_plan
from policysearch.engines.whoosh.codec import ArraySegment, write_contents
from policysearch.engines.whoosh.generations import fsync, manifest
from policysearch.engines.whoosh.generations.manifest import Manifest
from policysearch.engines.whoosh.merge.merge import merge
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.merge.merge_policy import CarriedSegment, carried_segments, segments_to_merge
from policysearch.engines.whoosh.schema import SCHEMA_VERSION
from policysearch.engines.whoosh.segment.files import arrays_path, open_segment
from policysearch.engines.whoosh.segment.segment import KINDS, Segment
from policysearch.engines.whoosh.snapshot import VOCABULARY
from policysearch.engines.whoosh.writer.runs import invert_documents
from policysearch.engines.whoosh.writer.worker_process import IndexingWorker
from policysearch.model.document import Document
from policysearch.search.suggest.collector import Collector
from policysearch.vocabulary import Vocabulary, to_json


@dataclass(frozen=True, slots=True)
class PreviousGeneration:
    """The generation before: its folder, what is in it, and which of its workshops stay."""

    folder: Path
    manifest: Manifest
    keep: Collection[str]

    @property
    def gone(self) -> frozenset[str]:
        """The slugs of the workshops that do not stay."""
        return frozenset(self.manifest.sources) - {*self.keep}


@dataclass(frozen=True, slots=True)
class Description:
    """What a manifest says besides."""

    sources: Mapping[str, str]
    held: Mapping[str, str]
    vocabulary: Vocabulary


def write_generation(
    folder: Path, documents: Iterable[Document], description: Description, before: PreviousGeneration | None
) -> tuple[Manifest, frozenset[str]]:
    """A complete generation in ``folder``, on the disk to stay; and which of its files are the ones of ``before``."""
    names, shared = _write_segments(folder, documents, description, before)
    segments = {name: open_segment(folder, name) for name in names}
    (folder / VOCABULARY).write_text(to_json(description.vocabulary), "utf-8")
    write_contents(folder, [ArraySegment(n, one.size, one.size - len(one.live_kinds)) for n, one in segments.items()])
    manifest.write_sources(folder, description.sources)
    fsync.fsync_files(folder)
    known = {file: before.manifest.files[file] for file in shared} if before else {}
    made = Manifest(
        schema=SCHEMA_VERSION,
        id=folder.name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=_kinds(segments.values()),
        sources=dict(description.sources),
        held=dict(description.held),
        texts=_texts(segments.values()),
        files=manifest.files(folder, known),
        segments=names,
    )
    manifest.write(folder, made)
    return made, shared


def _write_segments(
    folder: Path, documents: Iterable[Document], description: Description, before: PreviousGeneration | None
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The names of all segments, the largest first as a rule; and the names of the files that are shared. What is
    suggested is written meanwhile."""
    carried = [*carried_segments(before.folder, before.manifest.segments, before.keep)] if before else []
    suggested = Collector(before.folder, before.gone) if before else Collector()
    new = len(description.sources) - len(before.keep if before else ())
    aside = TemporaryDirectory(dir=folder, prefix="runs-", ignore_cleanup_errors=True)
    with aside as runs, IndexingWorker(Path(runs), new) as helper:
        parts = invert_documents(suggested.seeing(documents), Path(runs), helper)
        helper.write(suggested, folder)
        chosen, made = _write_new(folder, parts, carried)
        helper.wait()
    left = [one for one in carried if one not in chosen]
    shared = frozenset(arrays_path(folder, one.name).name for one in left if one.link(folder))
    return (*(one.name for one in left), *made), shared


def _write_new(
    folder: Path, parts: Sequence[MergeInput], carried: Sequence[CarriedSegment]
) -> tuple[list[CarriedSegment], list[str]]:
    """Which segments were written anew together with ``parts``, and the name of the new one, if there is one."""
    added = sum(part.size for part in parts)
    chosen = segments_to_merge(carried, added)
    if not added and not chosen and carried:
        return [], []
    name = f"MAIN_{secrets.token_hex(8)}"
    write_plan(arrays_path(folder, name), merge([*(one.merge_input for one in chosen), *parts]))
    return chosen, [name]


def _kinds(segments: Collection[Segment]) -> dict[str, int]:
    """How many documents there are of each kind."""
    return {kind: sum(int((one.live_kinds == n).sum()) for one in segments) for n, kind in enumerate(KINDS)}


def _texts(segments: Collection[Segment]) -> dict[str, int]:
    """How many documents have words in each field, deleted ones included."""
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update({f: terms.documents_with for f in segment.fields if (terms := segment.postings(f))})
    return dict(counts)
