"""Damage of the index: it never passes on, every command says it, a build heals it, and no byte stops the site."""

import json
import random
import time
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from policysearch import publishing
from policysearch.engines.registry import open_generations, open_when_ready
from policysearch.engines.whoosh.generations import known_damages, manifest, surveillance
from policysearch.model.errors import EngineError, IndexDamagedError, IndexMissingError, PlanOutdatedError
from policysearch.search.service import SearchService
from policysearch.web import create_app
from tests.faults.sites import Site, flip, halve, largest, zero

WORKSHOPS = 60
SMALL_FILES = ("manifest.json", "vocabulary.json", "sources.json.zst", "_MAIN_1.toc", "suggest-titles.npz.zst")
Harm = Callable[[Path], object]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of two generations that share their large segment."""
    site, rng = Site(tmp_path_factory.mktemp("site")), random.Random(1)
    for number in range(WORKSHOPS):
        words = " ".join(f"word{rng.randrange(9_999)}" for _ in range(150))
        site.write(f"w{number:03}", "Apples", f"Prose {words}")
    assert site.run("build").code == 0
    site.write("w000", "Berries")
    assert site.run("build").code == 0
    segment = largest(site.generations()[0]).stat()
    assert segment.st_nlink == 2
    assert segment.st_size > manifest.SMALL
    return site


@pytest.fixture
def site(built: Site, tmp_path: Path) -> Site:
    return built.copy(tmp_path / "site")


def edit(site: Site, count: int) -> None:
    for number in range(1, 1 + count):
        site.write(f"w{number:03}", "Berries", "Prose anew")


def flip_early(path: Path) -> None:
    flip(path, 9)


def flip_late(path: Path) -> None:
    flip(path, path.stat().st_size * 7 + 3)


def until(condition: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


# It never passes on


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


# It is said and healed


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


# No byte stops the site


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


CURRENT_HARMS: dict[str, Harm] = {
    "a byte that is no UTF-8": lambda path: path.write_bytes(b"\xff"),
    "empty": lambda path: path.write_bytes(b""),
    "no generation": lambda path: path.write_text("00000009-20260101t000000z-abcdef\n"),
    "a path": lambda path: path.write_text("../../materials\n"),
    "removed": Path.unlink,
    "a folder": make_a_folder,
}


@pytest.mark.parametrize("harm", CURRENT_HARMS.values(), ids=CURRENT_HARMS)
def test_a_damaged_current_makes_the_newest_good_generation_serve(site: Site, harm: Harm) -> None:
    """Case 6."""
    newest, answers = site.generations()[0].name, site.answers()
    harm(site.settings.index / "CURRENT")
    assert site.searcher().generation == newest
    assert site.answers() == answers
    client = create_app(site.searcher(), site.settings).test_client()
    assert client.get("/?q=apples").status_code == 200
    readiness = client.get("/readyz")
    assert readiness.status_code == 200
    assert readiness.text.startswith(f"ready {newest}\n")
    assert len(readiness.text.splitlines()) == 2
    for command in ("verify", "status"):
        outcome = site.run(command)
        assert (outcome.code, "CURRENT" in outcome.output or "00000009" in outcome.output) == (1, True)


def test_a_build_mends_a_damaged_current(site: Site) -> None:
    (site.settings.index / "CURRENT").write_bytes(b"\xff")
    assert site.run("build").code == 0
    assert (site.settings.index / "CURRENT").read_text("utf-8").strip() == site.generations()[0].name
    assert site.run("verify").code == 0


def test_each_bit_and_each_truncation_of_current(site: Site) -> None:
    path, names = site.settings.index / "CURRENT", [path.name for path in site.generations()]
    content = path.read_bytes()
    for bit in range(len(content) * 8):
        flip(path, bit)
        assert site.searcher().generation in names
        path.write_bytes(content)
    for size in range(len(content)):
        path.write_bytes(content[:size])
        assert site.searcher().generation in names


@pytest.mark.parametrize("name", SMALL_FILES)
def test_a_bit_or_a_truncation_of_a_small_file_makes_the_generation_before_serve(site: Site, name: str) -> None:
    """A sample of places; the campaign has all (python -m tests.faults.flips)."""
    newest, before = (path.name for path in site.generations())
    path = site.settings.index / "generations" / newest / name
    content = path.read_bytes()
    rng = random.Random(name)
    for bit in rng.sample(range(len(content) * 8), 25):
        flip(path, bit)
        assert site.searcher().generation == before, bit
        path.write_bytes(content)
    for size in rng.sample(range(len(content)), 8):
        path.write_bytes(content[:size])
        assert site.searcher().generation == before, size


def test_a_large_vocabulary_with_a_byte_that_is_no_utf_8(site: Site) -> None:
    """Case 7: over 64 kB, so that opening a generation does not compare it with the small files."""
    (site.settings.materials / "vocabulary").mkdir()
    groups = "".join(f"- [wordaa{number}, wordbb{number}]\n" for number in range(4_000))
    (site.settings.materials / "vocabulary" / "synonyms.yml").write_text(groups, "utf-8")
    assert site.run("build").code == 0
    newest, before = site.generations()
    path = newest / "vocabulary.json"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] = 0x80
    path.write_bytes(content)
    assert site.searcher().generation == before.name
    assert site.run("status").code == 1
    outcome = site.run("build")
    assert (outcome.code, "vocabulary.json" in outcome.output) == (0, True)
    assert site.searcher().generation == site.generations()[0].name


# Under a running server


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The background comparison looks at once and again and again."""
    monkeypatch.setattr(surveillance, "POLL", 0.02)
    monkeypatch.setattr(surveillance, "VERIFY_AFTER", 0.05)
    monkeypatch.setattr(surveillance, "VERIFY_EVERY", 0.05)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("harm", [zero, Path.unlink, flip_late], ids=["zeroed", "removed", "flipped"])
def test_a_mapped_file_that_is_harmed_later_ends_in_the_other_generation(site: Site, harm: Harm) -> None:
    site.run("build", "--full")  # nothing is shared any more
    newest, before = site.generations()
    searcher = site.searcher()
    client = create_app(searcher, site.settings).test_client()
    assert client.get("/readyz").text == f"ready {newest.name}\n"
    time.sleep(0.3)  # it was compared once already
    harm(largest(newest))
    statuses = set()

    def has_moved() -> bool:
        statuses.add(client.get("/?q=apples").status_code)
        return searcher.generation == before.name

    until(has_moved)
    assert statuses <= {200, 503}
    assert newest.name in client.get("/readyz").text
    assert client.get("/readyz").status_code == 200
    assert site.run("build").code == 0
    until(lambda: searcher.generation == site.generations()[0].name)


@pytest.mark.usefixtures("impatient")
def test_a_shared_file_that_is_harmed_under_a_server_is_not_served(site: Site) -> None:
    client = create_app(site.searcher(), site.settings).test_client()
    assert client.get("/?q=apples").status_code == 200
    path = largest(site.generations()[0])
    zero(path)
    until(lambda: client.get("/readyz").status_code == 503)
    assert path.name in client.get("/readyz").text
    assert client.get("/?q=apples").status_code == 503
    assert site.run("build").code == 0
    until(lambda: client.get("/readyz").status_code == 200)
    assert "Apples w001" in client.get("/?q=apples").text


def test_an_error_that_comes_from_damage_is_answered_by_the_other_generation(site: Site) -> None:
    site.run("build", "--full")
    newest, before = site.generations()
    searcher = site.searcher()
    zero(largest(newest))
    answers = {searcher.get(f"w{number:03}") for number in range(3)}  # records of zeros cannot be decompressed
    assert searcher.generation in (newest.name, before.name)
    assert all(answer is None or answer.workshop.texts["en"].title for answer in answers)


@pytest.mark.usefixtures("impatient")
def test_what_a_command_finds_reaches_the_server_and_what_is_mended_too(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveillance, "VERIFY_EVERY", 3_600)
    monkeypatch.setattr(manifest, "stamps", lambda folder: {})  # the server sees nothing by itself
    site.run("build", "--full")
    newest, before = site.generations()
    searcher = site.searcher()
    time.sleep(0.3)
    path = largest(newest)
    content = path.read_bytes()
    flip_late(path)
    assert searcher.generation == newest.name
    assert site.run("verify").code == 1
    assert (site.settings.state_folder / known_damages.FILE).is_file()
    until(lambda: searcher.generation == before.name)
    path.write_bytes(content)
    assert site.run("verify").code == 0
    until(lambda: searcher.generation == newest.name)


def test_one_process_of_a_machine_compares(tmp_path: Path) -> None:
    first, second = surveillance.Turn(tmp_path), surveillance.Turn(tmp_path)
    assert (first.take(), first.take(), second.take()) == (True, True, False)
    first.release()
    assert second.take()
    second.release()


def test_without_a_place_for_the_lock_each_process_compares(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", "utf-8")
    assert surveillance.Turn(tmp_path / "state").take()


def test_an_engine_that_cannot_be_opened_yet_says_why_and_tries_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysearch.engines.patient.RETRY_AFTER", 0.0)
    away = site.folder / "away"
    site.settings.index.rename(away)
    engine = open_when_ready(site.settings)
    for action in (engine.snapshot, engine.warning):
        with pytest.raises(IndexMissingError, match="There is no index"):
            action()
    away.rename(site.settings.index)
    assert engine.snapshot().id == site.generations()[0].name
    assert (engine.warning(), engine.check(engine.snapshot())) == ("", False)
    engine.close()


# A build is one transaction


def test_a_plan_of_another_generation_is_refused(site: Site) -> None:
    """Case 5: plan A, w000 away, build B, A goes on; then w000 is back."""
    generations = open_generations(site.settings)
    site.write("w001", "Berries")
    plan = publishing.plan_build(site.settings, generations, generations.current())
    path = site.settings.materials / "w000.md"
    content = path.read_bytes()
    path.unlink()
    assert site.run("build", "--yes").code == 0
    with pytest.raises(PlanOutdatedError, match="nothing was written"):
        publishing.execute(plan, generations)
    path.write_bytes(content)
    assert site.run("build", "--yes").code == 0
    assert site.searcher().get("w000")
    assert "as they were built" in site.run("status").output


def test_the_plan_of_a_build_is_made_under_the_lock(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_build = publishing.plan_build
    refusals = []

    def plan_while_another_builds(*arguments: object, **options: object) -> publishing.Plan:
        try:
            open_generations(site.settings).writing().__enter__()
        except EngineError as error:
            refusals.append(error.message)
        return plan_build(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "plan_build", plan_while_another_builds)
    assert site.run("build").code == 0
    assert refusals == ["Another build is at work on this index."]


@pytest.mark.parametrize("year", [1999, 2099], ids=["back", "ahead"])
def test_a_clock_that_is_wrong_for_one_build_loses_no_update(
    site: Site, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    """Case 21: an edit under the wrong clock, then its revert under the right one."""
    title = (site.settings.materials / "w005.md").read_bytes()
    site.write("w005", "Berries")
    with monkeypatch.context() as patch:
        patch.setattr("time.time_ns", lambda: (year - 1970) * 31_557_600 * 10**9)
        patch.setattr("policysearch.engines.whoosh.generations.directory.datetime", clock(year))
        assert site.run("build").code == 0
    assert site.generations()[0].name[9:13] == str(year)
    (site.settings.materials / "w005.md").write_bytes(title)
    outcome = site.run("build")
    assert (outcome.code, "Changed: w005" in outcome.output) == (0, True)
    document = site.searcher().get("w005")
    assert document
    assert document.workshop.texts["en"].title == "Apples w005"
    assert site.run("rollback").code == 0
    document = site.searcher().get("w005")
    assert document
    assert document.workshop.texts["en"].title == "Berries w005"


def clock(year: int) -> type[datetime]:
    class Clock(datetime):
        @classmethod
        def now(cls, zone: tzinfo | None = None) -> "Clock":
            return cls(year, 1, 1, tzinfo=zone)

    return Clock
