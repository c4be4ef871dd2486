"""Ids of generations: their counters are their order, whatever the clock said."""

import re
from pathlib import Path

import pytest

from policysearch.engines.whoosh.generations import manifest
from policysearch.engines.whoosh.generations.directory import GenerationDirectory, order
from tests.engines.factories import build, workshop


def folder(index: Path, name: str) -> Path:
    return index / "generations" / name


FORMER = ("20261129T235433685774Z-d0ecc5", "20270101T000000000000Z-000000")  # ids of before there were counters


def make_generation(index: Path, name: str) -> None:
    """Make a folder that counts as a complete generation."""
    folder(index, name).mkdir(parents=True)
    (folder(index, name) / manifest.NAME).write_text("{}", "utf-8")


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (FORMER[0], FORMER[1]),
        (FORMER[1], "00000001-20260101t000000z-000000"),  # any former one is older, whatever its time
        ("00000001-20261231t000000z-ffffff", "00000002-20200101t000000z-000000"),  # the counter, not the clock
        ("00000009-20260101t000000z-000000", "00000010-20260101t000000z-000000"),
        ("00000002-20260101t000000z-000000", "00000002-20260102t000000z-000000"),
    ],
)
def test_generations_are_in_the_order_of_their_counters(tmp_path: Path, older: str, newer: str) -> None:
    assert order(older) < order(newer)
    for name in (newer, older):
        make_generation(tmp_path, name)
    assert GenerationDirectory(tmp_path).names() == [newer, older]


@pytest.mark.parametrize(
    "name",
    [
        "0000001-20260101t000000z-000000",
        "00000001-20260101T000000Z-000000",
        "00000001-20260101t000000z-00000g",
        "00000001-20260101t000000z-0000000",
        "00000001-20260101t000000000000z-000000",
        "20261129t235433685774z-d0ecc5",
        "20261129T235433Z-d0ecc5",
        "00000001-20260101t000000z-000000.new",
        "..",
    ],
)
def test_what_is_not_named_as_a_generation_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "CURRENT").write_text(name + "\n", "utf-8")
    if name != "..":
        make_generation(tmp_path, name)
    assert GenerationDirectory(tmp_path).names() == []
    assert GenerationDirectory(tmp_path).current() is None


def test_the_next_id_counts_one_more_than_any_that_is_there(tmp_path: Path) -> None:
    directory = GenerationDirectory(tmp_path)
    names = [directory.new().name for _ in range(3)]
    assert [name[:8] for name in names] == ["00000001", "00000002", "00000003"]
    assert all(re.fullmatch(r"\d{8}-\d{8}t\d{6}z-[0-9a-f]{6}", name) for name in names)


def published(directory: GenerationDirectory) -> str:
    new = directory.new()
    (new / manifest.NAME).write_text("{}", "utf-8")
    assert new.name not in directory.names()
    directory.switch(new.name)
    return new.name


def test_a_clock_set_back_makes_no_generation_older(tmp_path: Path) -> None:
    for name in (FORMER[1], "00000041-29991231t235959z-ffffff"):
        make_generation(tmp_path, name)
    directory = GenerationDirectory(tmp_path)
    name = published(directory)
    assert name.startswith("00000042-")
    assert directory.names() == [name, "00000041-29991231t235959z-ffffff", FORMER[1]]


def test_the_counter_goes_on_from_what_is_served_although_its_folder_is_gone(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("00000007-20260101t000000z-000000\n", "utf-8")
    assert GenerationDirectory(tmp_path).new().name.startswith("00000008-")


def test_the_first_counter_after_former_ids_is_one(tmp_path: Path) -> None:
    for name in FORMER:
        make_generation(tmp_path, name)
    directory = GenerationDirectory(tmp_path)
    name = published(directory)
    assert name.startswith("00000001-")
    assert directory.names() == [name, FORMER[1], FORMER[0]]


def test_the_two_newest_stay_of_former_and_new_ids(tmp_path: Path) -> None:
    for name in FORMER:
        make_generation(tmp_path, name)
    built = build(tmp_path, [workshop("a", "Apples")]).generation
    assert GenerationDirectory(tmp_path).names() == [built, FORMER[1]]
