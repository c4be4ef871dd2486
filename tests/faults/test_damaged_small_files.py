"""No byte stops the site: CURRENT, manifest, vocabulary and every small file may be damaged."""

import random
from pathlib import Path

import pytest

from policysearch.web import create_app
from tests.faults.sites import SMALL_FILES, Harm, Site, flip

pytestmark = pytest.mark.slow


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
    outcome = site.run("build")
    assert (outcome.code, "CURRENT is damaged: names no generation." in outcome.output) == (0, True)
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
    """A sample of places; the campaign has all (python -m tests.faults.campaign flips)."""
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
