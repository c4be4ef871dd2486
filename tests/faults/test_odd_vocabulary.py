"""Odd files of the vocabulary: each is said, none ends a build, and no search takes long for them."""

import json
import os
from pathlib import Path

import pytest

from policysearch.vocabulary.load import MAX_GROUP, MAX_LEVELS
from policysearch.web import create_app
from tests.faults.sites import Site
from tests.processor_time import processor_seconds

pytestmark = pytest.mark.slow

LABEL = "label: {en: X, es: X, pt: X, fr: X}"
FILES = ("themes", "synonyms", "organizations", "regions", "picks", "words")
ODD = {
    "zeros": b"\0",
    "another encoding": "- [caf\xe9, b]".encode("latin-1"),
    "brackets": b"[" * 100_000,
    "references": b"- &a [a, b]\n- *a\n",
    "too large": b"# " + b"x" * 3_000_000,
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.write("w001", "Apples")
    (site.settings.materials / "vocabulary").mkdir()
    return site


def write(site: Site, file: str, content: bytes) -> None:
    (site.settings.materials / "vocabulary" / f"{file}.yml").write_bytes(content)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("name", ODD)
def test_a_file_that_cannot_be_read_stays_as_it_was_served(site: Site, file: str, name: str) -> None:
    write(site, "words", b"same: [[apples, fruit]]\n")
    write(site, "synonyms", b"- [apples, pommes]\n")
    assert site.run("build").code == 0
    write(site, file, ODD[name])
    site.write("w002", "Berries")
    outcome = site.run("build", "--json")
    record = json.loads(outcome.stdout)
    assert outcome.code == 1
    assert [problem["path"] for problem in record["problems"]] == [f"vocabulary/{file}.yml"]
    assert record["appeared"] == ["w002"]
    vocabulary = site.searcher().vocabulary
    assert vocabulary.synonyms == (("apples", "pommes"),)
    assert vocabulary.equal_words == (("apples", "fruit"),)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_pipes_in_place_of_the_vocabulary_end_no_build(site: Site) -> None:
    assert site.run("build").code == 0
    for file in FILES:
        os.mkfifo(site.settings.materials / "vocabulary" / f"{file}.yml")
    site.write("w002", "Berries")
    record = json.loads(site.run("build", "--json").stdout)
    assert (record["appeared"], len(record["problems"])) == (["w002"], len(FILES))


def test_a_file_in_place_of_the_folder_ends_no_build(site: Site) -> None:
    assert site.run("build").code == 0
    (site.settings.materials / "vocabulary").rmdir()
    (site.settings.materials / "vocabulary").write_bytes(b"words")
    site.write("w002", "Berries")
    assert json.loads(site.run("build", "--json").stdout)["appeared"] == ["w002"]


ENTRIES = {
    "themes in a circle": ("themes", f"- {{id: a, {LABEL}, broader: b}}\n- {{id: b, {LABEL}, broader: a}}\n"),
    "a theme below itself": ("themes", f"- {{id: a, {LABEL}, broader: a}}\n"),
    "an odd id": ("themes", f'- {{id: "../x y?#\\0", {LABEL}}}\n'),
    "a theme twice": ("themes", f"- {{id: a, {LABEL}}}\n- {{id: a, {LABEL}}}\n"),
    "many cues": ("themes", f"- {{id: a, {LABEL}, cues: [{', '.join(f'c{n}' for n in range(20_000))}]}}\n"),
    "signs as synonyms": ("synonyms", "- ['...', '!!']\n- ['\"', '(']\n- ['apples*', 'a:b']\n"),
    "a chain of groups": ("synonyms", "".join(f"- [w{n}, w{n + 1}]\n" for n in range(20_000)) + "- [apples, w0]\n"),
    "a country as a region": ("regions", "- {id: world, names: [apples], countries: [PE, PE, PA], members: share}\n"),
    "picks that are not there": ("picks", "- {queries: [apples], documents: [nowhere, w001, w001/h1, w001, '../x']}\n"),
    "picks of no day": ("picks", "- {queries: [apples], documents: [w001], first: 9999-12-31, last: 0001-01-01}\n"),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_odd_entries_are_answered_with(site: Site, name: str) -> None:
    file, content = ENTRIES[name]
    write(site, file, content.encode())
    assert json.loads(site.run("build", "--json").stdout)["appeared"] == ["w001"]
    client = create_app(site.searcher(), site.settings).test_client()
    for page in ("/", "/?q=apples", "/themes", "/countries", "/map", "/api/v1/search?q=w0"):
        assert client.get(page).status_code == 200, page


def test_a_group_of_more_words_than_a_search_bears_is_left_out(site: Site) -> None:
    write(site, "synonyms", f"- [apples, {', '.join(f'w{n}' for n in range(MAX_GROUP))}]\n- [a, b]\n".encode())
    outcome = site.run("build")
    assert (outcome.code, "a group of more than 500 words" in outcome.output) == (1, True)
    assert site.searcher().vocabulary.synonyms == (("a", "b"),)


def test_a_chain_of_themes_is_cut(site: Site) -> None:
    def chain(count: int) -> bytes:
        return "".join(f"- {{id: t{n}, {LABEL}, broader: t{n + 1}}}\n" for n in range(count)).encode()

    write(site, "themes", chain(MAX_LEVELS))
    assert site.run("build").code == 0
    write(site, "themes", chain(2_000))
    outcome = site.run("build")
    assert f"is more than {MAX_LEVELS} levels below another" in outcome.output
    client = create_app(site.searcher(), site.settings).test_client()
    assert processor_seconds(lambda: client.get("/?q=apples")) < 1
