"""docs/INDEX_FORMAT.md against indexes: its tables list what is in the files, and its rules read what was indexed."""

import re
from dataclasses import replace
from math import ceil
from pathlib import Path

import pytest

from policysearch.engines.whoosh.arrays.array_file import write_plan
from policysearch.engines.whoosh.arrays.array_plan import ArrayPlan
from policysearch.engines.whoosh.merge.merge import merge
from policysearch.engines.whoosh.merge.merge_input import MergeInput
from policysearch.engines.whoosh.segment import segment as engine
from policysearch.engines.whoosh.writer.runs import segment_in_memory
from policysearch.materials.documents import documents_of
from policysearch.model.document import COLUMNS, Document
from policysearch.model.workshop import Workshop
from policysearch.vocabulary import Vocabulary
from tests.engines.conftest import CREDIT, CUSTOMS, TRAINING
from tests.engines.factories import build, translated, workshop
from tests.engines.whoosh.index_format.reader import LANGUAGES, Generation, Segment, SuggestionTable
from tests.engines.whoosh.plain_inverter import postings

PAGE = (Path(__file__).parents[4] / "docs" / "INDEX_FORMAT.md").read_text("utf-8")
Rows = dict[str, tuple[set[str], str]]  # the dtypes and the length of each array
ROW = re.compile(r"^\| `([a-z_/]+)` \| ([ui1248, ]+) \| ([^|]+) \|", re.MULTILINE)
MANY = [workshop(f"w{n}", f"Credit line {n}", "Banks lend more.", body="Lending. " * 30) for n in range(30)]
CHANGED = replace(TRAINING, aliases=("courses",))


def documents(*workshops: Workshop) -> list[Document]:
    return [document for record in workshops for document in documents_of(record, Vocabulary())]


def rows(heading: str) -> Rows:
    """Return (dtypes, length) of each array in the tables below a heading of the page."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return {name: ({*dtypes.split(", ")}, length.strip()) for name, dtypes, length in ROW.findall(section)}


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """An index of two segments, where one has a deleted workshop."""
    index = tmp_path_factory.mktemp("index")
    first = [CREDIT, TRAINING, CUSTOMS, *MANY]
    build(index, first)
    build(index, [CHANGED], keep={record.slug for record in first} - {"training"})
    return Generation(index)


def test_a_generation_names_its_segments_and_documents(generation: Generation) -> None:
    assert generation.sources.keys() == {record.slug for record in (CREDIT, CHANGED, CUSTOMS, *MANY)}
    assert len(generation.segments) == len(generation.manifest["segments"]) == 2
    live = sorted(s.id(number) for s in generation.segments for number in range(s.size) if s.live[number])
    assert live == sorted(document.id for document in documents(CREDIT, CHANGED, CUSTOMS, *MANY))
    assert not all(generation.segments[0].live)
    assert sum(generation.manifest["documents"].values()) == len(live)


def test_the_page_lists_the_arrays_of_a_segment(generation: Generation) -> None:
    for segment in generation.segments:
        expected = expected_rows(segment)
        assert {*segment.arrays} == {*expected}
        for name, (dtypes, length) in expected.items():
            assert segment.dtypes[name] in dtypes, name
            if length not in ("bytes", "slots", "slices"):
                assert len(segment.arrays[name]) == eval(length, {"ceil": ceil} | counts(segment, name)), name


def expected_rows(segment: Segment) -> Rows:
    """Return the rows of the page for the fields that a small segment has."""
    expected = rows("A segment's documents")
    for facet in COLUMNS:
        expected |= {name.replace("facet_f", f"facet_{facet}"): row for name, row in rows("Facets").items()}
    for language in (*LANGUAGES, ""):
        field = f"text_{language}" if language else "form"
        if f"{field}/totals" in segment.arrays:
            expected |= {name.replace("field", field): row for name, row in rows("Fields of words").items()}
            if language:
                expected |= {name.replace("xx", language): row for name, row in rows("Forms").items()}
    for name in ("positions", "stands", "forms"):
        del expected[f"form/{name}"]
    return {name: row for name, row in expected.items() if not name.endswith("/bounds")}


def counts(segment: Segment, name: str) -> dict[str, int]:
    """Return the letters in the page's lengths, for the array ``name``."""
    arrays = segment.arrays
    field = f"text_{name[8:10]}" if name.startswith("form/of_") else name.partition("/")[0]
    size = {"N": segment.size, "W": [*arrays["kinds"]].count(0), "R": len(arrays["records/common/ends"])}
    size |= {"A": len(arrays["aliases/ends"]), "F": len(arrays["form/ends"])}
    if f"{field}/ends" in arrays:
        size["T"] = len(arrays[f"{field}/ends"])
    if f"{field}/members" in arrays:
        size["S"] = max(arrays[f"{field}/codes"]) + 1
    if f"{field}/totals" in arrays:
        size |= {"P": arrays[f"{field}/starts"][-1], "C": max(arrays[f"{field}/codes"]) + 1}
        size["O"] = sum(arrays[f"{field}/codes/counts"][code] for code in arrays[f"{field}/codes"])
    return size


def test_ids_days_aliases_and_facets_are_read(generation: Generation) -> None:
    by_id = {document.id: document for document in documents(CREDIT, TRAINING, CUSTOMS, CHANGED, *MANY)}
    for segment in generation.segments:
        ids = [segment.id(number) for number in range(segment.size)]
        by_rank = dict(zip(segment.arrays["ranks"], ids, strict=True))
        assert [by_rank[rank] for rank in range(segment.size)] == sorted(ids)
        slugs = [ids[number] for number in segment.arrays["slugs"]]
        assert slugs == sorted(document_id for document_id in ids if "/" not in document_id)
        for number, document_id in enumerate(ids):
            document = by_id[document_id]
            assert engine.KINDS[segment.arrays["kinds"][number]] == document.kind
            assert (document.kind == "highlight") == (number >= segment.arrays["split"][0])
            assert segment.arrays["days"][number] == document.workshop.start.toordinal()
            assert {f: segment.facet(f, number) for f in COLUMNS} == {f: sorted(document.facets[f]) for f in COLUMNS}
    aliases = [
        {alias: s.id(n) for alias, n in zip(s.dictionary("aliases"), s.arrays["aliases/numbers"], strict=True)}
        for s in generation.segments
    ]
    assert aliases == [{"loans": "credit"}, {"courses": "training"}]


def test_records_are_lists_of_strings(generation: Generation) -> None:
    for segment in generation.segments:
        number = [segment.id(n) for n in range(segment.size)].index("training" if segment.size < 9 else "credit")
        record = CHANGED if segment.size < 9 else CREDIT
        strings = segment.record(number).split("\0")
        names_end = 9 + int(strings[8])
        assert strings[0] == ""
        assert strings[3] == "\x1f".join(record.themes)
        assert strings[names_end] == record.slug
        assert strings[names_end + 15 : names_end + 17] == [record.start.isoformat(), record.end.isoformat()]
        assert int(strings[names_end + 18]) == len(record.texts)
        words = strings[names_end + 19 + len(record.texts) :]
        assert [word for word in words if word] == [
            word
            for text in record.texts.values()
            for word in (text.title, text.body, *(highlight.markdown for highlight in text.highlights))
            if word
        ]
    highlight = [segment.id(n) for n in range(segment.size)].index("training/h1")
    assert segment.record(highlight).split("\0")[:2] == ["hh1", ""]


def test_postings_are_those_of_the_documents(generation: Generation) -> None:
    by_id = {document.id: document for document in documents(CREDIT, TRAINING, CUSTOMS, *MANY)}
    for segment in generation.segments:
        for field in ("text_en", "text_es", "form"):
            found: dict[str, dict[str, tuple[list[int], float]]] = {}
            for term, word in enumerate(segment.dictionary(field)):
                assert segment.look_up(field, word.encode()) == term
                read = segment.form_postings(term) if field == "form" else segment.postings(field, term)
                for posting in read:
                    terms = found.setdefault(segment.id(posting.document), {})
                    terms[word] = (posting.positions if field != "form" else [], posting.weight)
            assert segment.look_up(field, b"nowhere") == -1
            expected = {segment.id(n): postings(by_id[segment.id(n)].texts).get(field, {}) for n in range(segment.size)}
            assert found == {
                document_id: {word: (p.positions if field != "form" else [], p.weight) for word, p in terms.items()}
                for document_id, terms in expected.items()
                if terms
            }
            assert segment.arrays[f"{field}/totals"][1] == len(found)
        assert {1, 0} <= {*segment.arrays["text_en/forms"]} or segment.size < 9


def test_suggestions_are_found_by_their_words(generation: Generation) -> None:
    recent, titles, phrases = (
        SuggestionTable(generation.folder / f"suggest-{name}.npz.zst") for name in ("recent", "titles", "phrases")
    )
    for table in (recent, titles, phrases):
        size = table.arrays["size"][0]
        assert size == len(table.lines)
        for name, (dtypes, length) in rows("Suggestions").items():
            assert table.dtypes[name] in dtypes
            if length not in ("bytes", "slices"):
                dictionaries = int(len(table.arrays["records/common"]) > 0)
                expected = eval(length, {"ceil": ceil, "L": size, "words": len(table.words), "D": dictionaries})
                assert len(table.arrays[name]) == expected, name
    day = CREDIT.start.toordinal()
    assert (f"Credit for small firms\ten\ttitle\tcredit\t{day}", False) in titles.lines_with("credit")
    assert (f"Credit for small firms\ten\ttitle\tcredit\t{day}", True) in titles.lines_with("firms")
    assert titles.lines_with("for") == []


@pytest.mark.slow
def test_a_large_segment_has_halves_of_numbers(tmp_path: Path) -> None:
    small = segment_in_memory(documents(*MANY, translated(MANY[0], "es", "Crédito")))
    large = merge([MergeInput(small.arrays, {})] * (65_536 // small.size + 2))
    write_plan(tmp_path / "MAIN_1.arrays", large)
    segment, expected = Segment(tmp_path / "MAIN_1.arrays"), engine.Segment(ArrayPlan.in_memory(large))
    assert segment.size > 65_536
    field = expected.postings("text_en")
    assert field is not None
    assert segment.dtypes["text_en/bounds"] == "u4"
    for term in range(len(field)):
        assert segment.documents("text_en", term) == field.documents(term).tolist()
