"""Regions: values of experience by their ids; those that share reach their members, after the members' own lessons."""

from pathlib import Path

import pytest

from policysearch.exporters import FORMATS
from policysearch.query import Query, View, filters, parse
from policysearch.search.results import Searcher
from policysearch.vocabulary import Organization, Region, Vocabulary, label, read
from tests.engines.factories import searcher_of, workshop

VOCABULARY = Vocabulary(
    organizations=(Organization(("Commission for the Andes and the Coast", "CAC")),),
    regions=(
        Region("andes", ("Andes", "the Andes", "Cordillera"), ("PE", "BO", "EC"), True, {"es": "Los Andes"}),
        Region("coast", ("Pacific Coast",), ("PE", "CL")),
    ),
)
TEXTS = (
    workshop("own", "Own", "Peru sells quinoa.", "Chile sells fish.", start="2001-01-01", country=""),
    workshop("shared", "Shared", "The Andes sell wool and quinoa.", start="2012-01-01", country=""),
    workshop("both", "Both", "Bolivia and the Andes met.", start="2005-01-01", country=""),
    workshop("named", "Named", "On the Pacific Coast quinoa is rare.", start="2013-01-01", country=""),
    workshop("body", "Body", "The Commission for the Andes and the Coast met.", start="2014-01-01", country=""),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index: Path = tmp_path_factory.mktemp("regions")
    return searcher_of(index, *TEXTS, vocabulary=VOCABULARY)


def query(*values: str, view: View = "highlights", **more: object) -> Query:
    return Query(view=view, filters=filters({"experience": values}), **more)  # type: ignore[arg-type]


def ids(searcher: Searcher, asked: Query) -> list[str]:
    return [hit.document.id for hit in searcher.search(asked).hits]


@pytest.mark.parametrize(
    ("values", "lessons"),
    [
        (("PE",), ["own/h1", "shared/h1", "both/h1"]),  # its own first, then the region's, the newest first
        (("BO",), ["both/h1", "shared/h1"]),
        (("EC",), ["shared/h1", "both/h1"]),  # no text names it
        (("CL",), ["own/h2"]),  # the coast does not share
        (("andes",), ["shared/h1", "both/h1"]),
        (("coast",), ["named/h1"]),
        (("CL", "PE"), ["own/h1", "own/h2", "shared/h1", "both/h1"]),
    ],
)
def test_own_lessons_come_before_those_of_a_region_that_shares(
    searcher: Searcher, values: tuple[str, ...], lessons: list[str]
) -> None:
    assert sorted(ids(searcher, query(*values))) == sorted(lessons)
    assert values == ("CL", "PE") or ids(searcher, query(*values)) == lessons


def test_pages_scans_and_totals_keep_the_order(searcher: Searcher) -> None:
    whole = ids(searcher, query("PE"))
    assert searcher.search(query("PE")).total == len(whole)
    assert [document.id for document in searcher.scan(query("PE"))] == whole
    for limit in (1, 2):
        pages = [ids(searcher, query("PE", offset=offset, limit=limit)) for offset in range(0, 4, limit)]
        assert [lesson for page in pages for lesson in page] == whole
    assert len(FORMATS) > 1  # the files list what is scanned


def test_words_and_other_filters_narrow_both(searcher: Searcher) -> None:
    asked = parse("quinoa", VOCABULARY, view="highlights", filters=filters({"experience": ("PE",)}))
    assert ids(searcher, asked) == ["own/h1", "shared/h1"]
    both = Query(view="highlights", filters=filters({"experience": ("PE",), "year": ("2012",)}))
    assert ids(searcher, both) == ["shared/h1"]


def test_a_hit_says_through_which_region_it_came(searcher: Searcher) -> None:
    hits = searcher.search(query("PE")).hits
    assert [hit.through for hit in hits] == ["", "andes", "andes"]
    assert [hit.through for hit in searcher.search(query("andes")).hits] == ["", ""]


def test_the_facet_has_members_that_a_text_names_with_what_reaches_them(searcher: Searcher) -> None:
    results = searcher.search(Query(view="highlights"))
    counts = {bucket.value: bucket.count for bucket in results.facets["experience"]}
    assert counts == {"PE": 3, "BO": 2, "CL": 1, "andes": 2, "coast": 1}
    assert dict(results.through) == {("experience", "PE"): "andes", ("experience", "BO"): "andes"}
    for value, count in counts.items():
        assert searcher.search(query(value)).total == count


def test_no_hit_takes_a_regions_members(searcher: Searcher) -> None:
    (hit,) = [h for h in searcher.search(query("andes")).hits if h.document.id == "shared/h1"]
    assert hit.document.facets["experience"] == ("andes",)


@pytest.mark.parametrize("text", ["experience:Peru wool", "experience:andes -Bolivia", "experiencia:cordillera wool"])
def test_the_field_reads_regions_and_members(searcher: Searcher, text: str) -> None:
    assert ids(searcher, parse(text, VOCABULARY, view="highlights")) == ["shared/h1"]


def test_labels_and_the_file(tmp_path: Path) -> None:
    assert label(VOCABULARY, "experience", "andes", "es") == "Los Andes"
    assert label(VOCABULARY, "experience", "andes", "fr") == "Andes"
    assert label(VOCABULARY, "experience", "PE", "fr") == "Pérou"
    (tmp_path / "regions.yml").write_text(
        "- {id: a, names: [A-land], countries: [Peru, BO], members: share}\n- {id: b, names: [B-land], members: [PE]}\n"
        "- {id: pe, names: [C-land], members: [PE]}\n",
        "utf-8",
    )
    vocabulary, problems = read(tmp_path)
    assert [(region.id, region.members, region.shares) for region in vocabulary.regions] == [
        ("a", ("PE", "BO"), True),
        ("b", ("PE",), False),
    ]
    assert len(problems) == 1
