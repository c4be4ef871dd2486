"""Writing a generation into its folder: segments carried over, one new segment, resources, the manifest."""

from __future__ import annotations

import secrets
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from policysearch import durable_files
from policysearch.engines.build_contract import ResourceBuilder
from policysearch.engines.whoosh.arrays.array_file import write_plan
from policysearch.engines.whoosh.codec import ArraySegment, write_contents
from policysearch.engines.whoosh.generations import manifest
from policysearch.engines.whoosh.generations.manifest import Manifest
from policysearch.engines.whoosh.merge.merge import merge
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.merge.merge_policy import CarriedSegment, carried_segments, segments_to_merge
from policysearch.engines.whoosh.schema import SCHEMA_VERSION, VOCABULARY
from policysearch.engines.whoosh.segment.files import arrays_path, open_segment
from policysearch.engines.whoosh.segment.segment import KINDS, Segment
from policysearch.engines.whoosh.writer.runs import invert_documents
from policysearch.engines.whoosh.writer.worker_process import IndexingWorker
from policysearch.model.document import Document
from policysearch.vocabulary import Vocabulary, to_json


@dataclass(frozen=True, slots=True)
class PreviousGeneration:
    """The generation that documents are carried over from: its folder, its manifest, and the slugs that stay."""

    folder: Path
    manifest: Manifest
    keep: Collection[str]


@dataclass(frozen=True, slots=True)
class Description:
    """The parts of a manifest that do not come from the documents."""

    sources: Mapping[str, str]
    held_back: Mapping[str, str]
    vocabulary: Vocabulary


def write_generation(
    folder: Path,
    documents: Iterable[Document],
    description: Description,
    previous: PreviousGeneration | None,
    resources: ResourceBuilder | None = None,
) -> tuple[Manifest, frozenset[str]]:
    """Write a complete generation into ``folder``, synced to the disk.

    Return its manifest and the names of the files that are hard links to those of ``previous``. A file that is carried
    over, linked or copied, has its old checksum in the manifest.
    """
    names, carried, linked = _write_segments(folder, documents, description, previous, resources)
    segments = {name: open_segment(folder, name) for name in names}
    (folder / VOCABULARY).write_text(to_json(description.vocabulary), "utf-8")
    write_contents(folder, [ArraySegment(n, s.size, s.size - len(s.live_kinds)) for n, s in segments.items()])
    manifest.write_sources(folder, description.sources)
    durable_files.fsync_files(folder)
    checksums = {file: previous.manifest.files[file] for file in carried} if previous else {}
    record = Manifest(
        schema=SCHEMA_VERSION,
        id=folder.name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=_count_kinds(segments.values()),
        sources=dict(description.sources),
        held_back=dict(description.held_back),
        texts=_count_texts(segments.values()),
        files=manifest.files(folder, checksums),
        segments=names,
    )
    manifest.write(folder, record)
    return record, linked


def _write_segments(
    folder: Path,
    documents: Iterable[Document],
    description: Description,
    previous: PreviousGeneration | None,
    resources: ResourceBuilder | None,
) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    """Write all segments and, meanwhile, the resources.

    Return the segments' names, the largest first as a rule, and the names of the files that are carried over as they
    are, and of those that are hard links.
    """
    carried = [*carried_segments(previous.folder, previous.manifest.segments, previous.keep)] if previous else []
    workshops = len(description.sources) - len(previous.keep if previous else ())
    with _runs_folder(folder) as runs, IndexingWorker(runs, workshops) as worker:
        inputs = invert_documents(_seen(documents, resources), runs, worker)
        if resources:
            worker.make_resources(resources, folder)
        merged, written = _write_new(folder, inputs, carried)
        worker.wait()
    unmerged = [segment for segment in carried if segment not in merged]
    is_linked = {arrays_path(folder, segment.name).name: segment.link(folder) for segment in unmerged}
    linked = frozenset(name for name, is_link in is_linked.items() if is_link)
    return (*(segment.name for segment in unmerged), *written), frozenset(is_linked), linked


@contextmanager
def _runs_folder(generation: Path) -> Iterator[Path]:
    """Make a folder for runs, and remove it at the end. Raises OSError.

    Python's TemporaryDirectory recurses without end where a folder may not be removed, its errors ignored or not.
    """
    folder = generation / "runs"
    folder.mkdir()
    yield folder  # after an error, the whole generation is removed
    shutil.rmtree(folder)


def _seen(documents: Iterable[Document], resources: ResourceBuilder | None) -> Iterator[Document]:
    """Yield the documents, each added to the resources in passing."""
    for document in documents:
        if resources:
            resources.add(document)
        yield document


def _write_new(
    folder: Path, inputs: Sequence[MergeInput], carried: Sequence[CarriedSegment]
) -> tuple[list[CarriedSegment], list[str]]:
    """Merge ``inputs`` and the carried segments that are due into one segment.

    Return those carried segments, and the name of the new one, if there is one.
    """
    added = sum(part.size for part in inputs)
    merged = segments_to_merge(carried, added)
    if not added and not merged and carried:
        return [], []
    name = f"MAIN_{secrets.token_hex(8)}"
    write_plan(arrays_path(folder, name), merge([*(segment.merge_input for segment in merged), *inputs]))
    return merged, [name]


def _count_kinds(segments: Collection[Segment]) -> dict[str, int]:
    """Return how many documents there are of each kind."""
    return {kind: sum(int((s.live_kinds == number).sum()) for s in segments) for number, kind in enumerate(KINDS)}


def _count_texts(segments: Collection[Segment]) -> dict[str, int]:
    """Return how many documents have words in each field, deleted ones included."""
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update({f: postings.documents_with for f in segment.fields if (postings := segment.postings(f))})
    return dict(counts)
