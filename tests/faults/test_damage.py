"""Damage of the index never passes on, every command says it, and a build heals it."""

import json
import random
from pathlib import Path

import pytest

from policysearch.engines.registry import open_generations, open_when_ready
from policysearch.model.errors import IndexDamagedError
from policysearch.search.service import SearchService
from policysearch.web import create_app
from tests.faults.sites import SMALL_FILES, Harm, Site, edit, flip, flip_early, halve, largest, zero
from tests.patience import until

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("edits", [1, 25], ids=["linked", "merged"])
@pytest.mark.parametrize("seed", range(8))
def test_a_flipped_bit_of_postings_never_survives_a_build(site: Site, edits: int, seed: int) -> None:
    """Case 4: with one edit the segment would be linked, with 25 it would be merged into a new one."""
    path = largest(site.generations()[0])
    flip(path, random.Random(seed).randrange(path.stat().st_size * 8))
    edit(site, edits)
    outcome = site.run("build")
    assert outcome.code == 0
    assert path.name in outcome.output
    assert site.run("verify").code == 0
    right = Site(site.folder / "right")
    for material in site.settings.materials.glob("*.md"):
        (right.settings.materials / material.name).write_bytes(material.read_bytes())
    assert right.run("build").code == 0
    assert site.answers() == right.answers()


def test_a_build_through_the_contract_refuses_to_carry_damage_over(site: Site) -> None:
    path = largest(site.generations()[0])
    flip(path, path.stat().st_size * 4)
    generations = open_generations(site.settings)
    current = generations.current()
    assert current
    state = generations.state(current.id)
    with pytest.raises(IndexDamagedError, match=path.name):
        generations.build((), state.sources, generations.snapshot(current.id).vocabulary, keep={*state.sources})


def test_a_copied_segment_keeps_its_old_checksum(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no hard links, a bit that turns while a file is copied does not get a new checksum."""
    path = largest(site.generations()[0])

    def copy_badly(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes())
        flip(target, 80_000)

    monkeypatch.setattr("os.link", lambda *paths: (_ for _ in ()).throw(OSError("no links")))
    monkeypatch.setattr("shutil.copyfile", copy_badly)
    edit(site, 1)
    before = (site.settings.index / "CURRENT").read_bytes()
    outcome = site.run("build")
    assert outcome.code == 1
    assert path.name in outcome.output
    assert (site.settings.index / "CURRENT").read_bytes() == before


@pytest.mark.parametrize("harm", [Path.unlink, halve, flip_early], ids=["removed", "cut", "flipped"])
@pytest.mark.parametrize("name", [*SMALL_FILES, "segment"])
def test_damage_is_said_by_every_command_and_healed(site: Site, name: str, harm: Harm) -> None:
    """Cases 8 and 29, for each file."""
    generation = site.generations()[0]
    path = largest(generation) if name == "segment" else generation / name
    answers = site.answers()
    harm(path)
    for command in ("verify", "status"):
        outcome = site.run(command)
        assert outcome.code == 1
        assert path.name in outcome.output
    outcome = site.run("build")
    assert (outcome.code, path.name in outcome.output) == (0, True)
    assert site.run("verify").code == 0
    assert site.run("status").code == 0
    assert "Nothing to do" in site.run("build").output
    assert site.answers() == answers


def test_damage_is_said_in_json_too(site: Site) -> None:
    generation = site.generations()[0]
    zero(generation / "sources.json.zst")
    for command in ("verify", "status", "build"):
        record = json.loads(site.run(command, "--json").stdout)
        damaged = record if command == "verify" else record["damaged"]
        assert [damage["file"] for damage in damaged[generation.name]] == ["sources.json.zst"]


def test_a_segment_that_both_generations_share_is_rebuilt_and_not_served(site: Site) -> None:
    """Case 8. Nothing is left to serve until the build: 503 with the file's name, no wrong answer."""
    answers = site.answers()
    path = largest(site.generations()[0])
    zero(path)
    for command in ("verify", "status"):
        outcome = site.run(command)
        assert outcome.code == 1
        assert outcome.output.count(path.name) == 2
    engine = open_when_ready(site.settings)
    client = create_app(SearchService(engine), site.settings).test_client()
    for address in ("/", "/?q=apples", "/readyz", "/api/v1/search?q=apples"):
        assert client.get(address).status_code == 503
    assert path.name in client.get("/readyz").text
    assert client.get("/healthz").status_code == 200
    assert site.run("build").code == 0
    until(lambda: client.get("/readyz").status_code == 200)
    assert client.get("/?q=apples").status_code == 200
    assert site.answers() == answers
    assert site.run("verify").code == 0


def test_what_is_held_back_outlives_the_damage_of_the_newest_generation(site: Site) -> None:
    (site.settings.materials / "w001.md").write_text("no front matter", "utf-8")
    zero(site.generations()[0] / "vocabulary.json")
    assert site.run("build").code == 1  # for the error of w001 alone
    document = site.searcher().get("w001")
    assert document
    assert document.workshop.texts["en"].title == "Apples w001"
    assert site.run("verify").code == 0
