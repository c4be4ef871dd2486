"""The collection that faults are put into, how it is edited, and what an index must answer to it."""

import hashlib
import random
from pathlib import Path

from policysearch.materials import read_all, sources
from policysearch.vocabulary import Vocabulary
from tests.faults.sites import Answers, Site

WORKSHOPS = 60
TITLES = ("Apples", "Berries")
ATTACHED = (
    "---\ntitle: Annex\nstart: 2010-01-01\ncity: Lima\ncountry: PE\nattachments:\n  - file: a.pdf\n---\n\n"
    "## Highlights\n\n- Pay. {#h1}\n"
)


def make_site(folder: Path) -> Site:
    """A site of two generations that share their large segment, and with an attachment."""
    site, rng = Site(folder), random.Random(1)
    for number in range(WORKSHOPS):
        site.write(f"w{number:03}", "Apples", f"Prose {words(rng, 150)}")
    annex = site.settings.materials / "annex"
    annex.mkdir()
    (annex / "workshop.md").write_text(ATTACHED, "utf-8")
    (annex / "a.pdf").write_bytes(rng.randbytes(100_000))
    assert site.run("build").code == 0
    site.write("w000", "Berries")
    assert site.run("build").code == 0
    return site


def edit(site: Site, rng: random.Random) -> None:
    """Change one, two or 25 workshops: a new segment beside the large one, or in place of it."""
    for number in rng.sample(range(WORKSHOPS), rng.choice((1, 2, 25))):
        site.write(f"w{number:03}", rng.choice(TITLES), f"Prose {words(rng, 8)}")


def words(rng: random.Random, count: int) -> str:
    """Return words of a language that has 10,000."""
    return " ".join(f"word{rng.randrange(10_000)}" for _ in range(count))


def right_answers(site: Site) -> Answers:
    """Return what ``answers`` must be, from the materials alone."""
    folder = site.settings.materials
    by_slug, _ = sources(folder, None)
    answers, texts = Answers(), []
    for workshop, problems in read_all([*by_slug.values()], folder, Vocabulary()):
        assert workshop is not None, problems
        answers[workshop.slug] = workshop.texts["en"]
        texts.append((folder / by_slug[workshop.slug].files[""]).read_text("utf-8").lower())
    for word in ("apples", "berries", "prose"):
        answers[f"total of {word}"] = sum(word in text for text in texts)
    answers["attachment"] = hashlib.sha256((folder / "annex" / "a.pdf").read_bytes()).hexdigest()
    return answers


def answers_of(site: Site) -> Answers:
    """Return what a fresh searcher answers: texts, totals of searches, the attachment's checksum."""
    answers = site.answers()
    document = site.searcher().get("annex")
    assert document
    answers["annex"] = document.workshop.texts["en"]
    copy = site.settings.attachments_folder / document.workshop.attachments[0].digest
    answers["attachment"] = hashlib.sha256(copy.read_bytes()).hexdigest() if copy.is_file() else ""
    return answers


def differences(answers: Answers, right: Answers) -> list[str]:
    """Return the keys by which answers differ."""
    return sorted(key for key in {*answers, *right} if answers.get(key) != right.get(key))
