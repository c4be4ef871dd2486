"""The plan of a build: what appears, changes, vanishes, and what is held as it is served."""

from pathlib import Path

import pytest

from policysearch import publishing, starter
from policysearch.cli.language import speak, translate
from policysearch.engines.registry import open_generations
from policysearch.publishing.plan import Plan
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary


class Site:
    """A site of the four workshops, built."""

    def __init__(self, folder: Path) -> None:
        starter.copy(folder)
        self.materials = folder / "materials"
        self.settings = Settings(materials=self.materials, index=folder / "index")
        self.generations = open_generations(self.settings)
        self.build()

    def plan(self) -> Plan:
        return publishing.plan_build(self.settings, self.generations, self.generations.current())

    def build(self) -> Plan:
        plan = self.plan()
        publishing.execute(plan, self.generations)
        return plan

    def vocabulary(self) -> Vocabulary:
        current = self.generations.current()
        assert current is not None
        return self.generations.snapshot(current.id).vocabulary

    def rewrite(self, name: str, before: str, after: str) -> None:
        file = self.materials / name
        text = file.read_text("utf-8")
        assert before in text
        file.write_text(text.replace(before, after), "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def test_nothing_changed_is_an_empty_plan(site: Site) -> None:
    plan = site.plan()
    assert (plan.workshops, plan.appeared, plan.changed, plan.vanished, dict(plan.held_back)) == ((), (), (), (), {})


def test_what_appears_changes_and_vanishes_is_named(site: Site) -> None:
    (site.materials / "2009-orlando.md").rename(site.materials / "2009-florida.md")
    for language in ("es", "pt", "fr"):
        (site.materials / f"2009-orlando.{language}.md").unlink()
    site.rewrite("2010-san-antonio.md", "Texas", "Tejas")
    plan = site.plan()
    assert (plan.appeared, plan.changed, plan.vanished) == (("2009-florida",), ("2010-san-antonio",), ("2009-orlando",))


def test_a_material_that_breaks_is_held_and_why(site: Site) -> None:
    site.rewrite("2009-orlando.md", "start: 2009-09-14", "start: soon")
    plan = site.build()
    assert dict(plan.held_back) == {
        "2009-orlando": "2009-orlando.md:3:8: start has no date 'soon': not of the form year-month-day"
    }
    assert plan.vanished == ()


def test_the_reason_keeps_its_translation_and_is_plain_where_it_is_stored(site: Site) -> None:
    site.rewrite("2009-orlando.md", "start: 2009-09-14", "start: soon")
    reason = site.build().held_back["2009-orlando"]
    speak("es")
    try:
        assert translate(reason).startswith("2009-orlando.md:3:8: start no tiene")
    finally:
        speak("en")
    current = site.generations.current()
    assert current is not None
    stored = site.generations.state(current.id).held_back["2009-orlando"]
    assert (type(stored), stored) == (str, str(reason))


def test_a_vocabulary_file_that_breaks_stays_as_it_is_served(site: Site) -> None:
    before = site.vocabulary()
    (site.materials / "vocabulary" / "themes.yml").write_text("- id: [half", "utf-8")
    site.rewrite("2009-orlando.md", "city: Orlando", "city: Orlando City")
    plan = site.build()
    assert list(plan.held_back) == ["vocabulary/themes.yml"]
    assert plan.changed == ("2009-orlando",)
    assert [problem.code for problem in plan.errors] == ["vocabulary-file"]
    assert site.vocabulary() == before


def test_the_other_vocabulary_files_count_while_one_is_broken(site: Site) -> None:
    (site.materials / "vocabulary" / "themes.yml").write_text("- id: [half", "utf-8")
    (site.materials / "vocabulary" / "picks.yml").write_text("- {queries: [a], documents: [2009-orlando]}\n", "utf-8")
    site.build()
    assert [pick.queries for pick in site.vocabulary().picks] == [("a",)]
    assert site.vocabulary().themes


def test_mending_a_vocabulary_file_ends_its_being_held(site: Site) -> None:
    file = site.materials / "vocabulary" / "themes.yml"
    whole = file.read_text("utf-8")
    file.write_text("- id: [half", "utf-8")
    site.build()
    file.write_text(whole, "utf-8")
    plan = site.build()
    assert (dict(plan.held_back), plan.errors) == ({}, ())
    current = site.generations.current()
    assert current is not None
    assert dict(site.generations.state(current.id).held_back) == {}


def test_drafts_are_left_out_unless_asked_for(site: Site) -> None:
    site.rewrite("2009-orlando.md", "language: en", "language: en\ndraft: true")
    assert site.plan().vanished == ("2009-orlando",)
    plan = publishing.plan_build(site.settings, site.generations, None, drafts=True)
    assert (plan.errors, len(plan.workshops)) == ((), 4)
