from pathlib import Path

import pytest

from policysearch import materials
from policysearch.materials import parallel
from policysearch.vocabulary import Vocabulary

TEXT = """---
title: Workshop {number}
start: 2010-0{month}-01
country: Panama
{more}
---
Prose of {number}.

## Highlights

- Chile guarantees loans. {{#h1}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(40):
        more = ("themes: [nowhere]", "links: [{title: A, url: 'https://example.org'}]", "start: [", "")[number % 4]
        text = TEXT.format(number=number, month=number % 9 + 1, more=more)
        (tmp_path / f"w{number:02}.md").write_text(text, "utf-8")
    (tmp_path / "w00.es.md").write_text(TEXT.format(number=0, month=1, more=""), "utf-8")
    attached = tmp_path / "attached"
    attached.mkdir()
    text = TEXT.format(number=99, month=1, more="attachments: [{file: a.pdf}]")
    (attached / "workshop.md").write_text(text, "utf-8")
    (attached / "a.pdf").write_bytes(b"%PDF")
    (attached / "a.pdf.passages.jsonl").write_text('{"number": 1, "text": "A page", "locator": "page 1"}\n', "utf-8")
    return tmp_path


def test_two_processes_read_what_one_reads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [*materials.sources(folder)[0].values()]
    progress: list[tuple[int, int]] = []
    results = materials.read_all(sources, folder, Vocabulary(), lambda *counts: progress.append(counts))
    assert progress[-1] == (41, 41)
    monkeypatch.setattr(parallel, "MIN_SOURCES", 10)
    monkeypatch.setattr(parallel, "BATCH", 3)
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    assert materials.read_all(sources, folder, Vocabulary(), lambda *counts: progress.append(counts)) == results
    assert progress[-1] == (41, 41)
    assert sum(workshop is None for workshop, _ in results) == 10
    assert any(workshop and workshop.passages for workshop, _ in results)
