"""Drafts are written beside what is there, and over nothing."""

from pathlib import Path

from policysearch.importers import cue_files, write_drafts
from policysearch.importers.write_drafts import Options, Written
from policysearch.vocabulary import Theme, Vocabulary

WORDS = Vocabulary(themes=(Theme("credit", {"en": "Credit"}, ("credit",)),))
PAGE = "Workshop on {}\n\nLima, Peru: July 24-25, 2012\n\nHighlights\n\n- {} grew in all of the countries.\n"


def written(folder: Path, *topics: str, publish: bool = False) -> list[tuple[str, bool, bool]]:
    paths = []
    for topic in topics:
        paths.append(folder / f"{topic}.txt")
        paths[-1].write_text(PAGE.format(topic, topic), "utf-8")
    imported = write_drafts.documents(paths, folder / "materials", WORDS, cue_files.shipped(), Options(publish))
    return [(w.slug, w.path is not None, w.published) for document in imported for w in document.written]


def test_another_workshop_in_the_same_place_and_year_gets_a_number(tmp_path: Path) -> None:
    assert written(tmp_path, "Credit", "Exports") == [("2012-lima", True, False), ("2012-lima-2", True, False)]


def test_what_was_imported_before_is_left_as_it_is(tmp_path: Path) -> None:
    written(tmp_path, "Credit", "Exports")
    file = tmp_path / "materials" / "2012-lima.md"
    file.write_text(file.read_text("utf-8") + "Edited.\n", "utf-8")
    assert written(tmp_path, "Credit", "Exports") == [("2012-lima", False, False), ("2012-lima-2", False, False)]
    assert file.read_text("utf-8").endswith("Edited.\n")


def test_publishing_at_once_is_for_drafts_with_nothing_to_review(tmp_path: Path) -> None:
    assert written(tmp_path, "Credit", publish=True) == [("2012-lima", True, True)]
    unsure = tmp_path / "unsure.txt"
    unsure.write_text("A note without any date", "utf-8")
    (document,) = write_drafts.documents(
        [unsure], tmp_path / "materials", WORDS, cue_files.shipped(), Options(publish=True, anyway=True)
    )
    assert [w.published for w in document.written] == [False]


AGENDA = "{}\nEsmeraldas, Ecuador, 3-4 May 2016\n\nOrganized by the Ministry of Agriculture\n\nAgenda\n\n- Opening\n"
REPORT = """{}
Esmeraldas, Ecuador, 3-4 May 2016

Organized by the Ministry of Agriculture, with funding from the European Union

Lessons learned

- A shared dryer pays for itself in one season.
- Peru lends the tarpaulin and sells the dryer.
"""
DEFAULT = Options()
TITLE = "Regional workshop on solar dryers for cocoa growers"


def run(folder: Path, options: Options = DEFAULT, **texts: str) -> list[Written]:
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(text, "utf-8")
    imported = write_drafts.documents(paths, folder / "materials", WORDS, cue_files.shipped(), options)
    return [w for document in imported for w in document.written]


def material(folder: Path, slug: str = "2016-esmeraldas") -> str:
    return (folder / "materials" / f"{slug}.md").read_text("utf-8")


def test_documents_of_one_workshop_become_one_draft_that_says_what_came_from_which(tmp_path: Path) -> None:
    first, second = run(tmp_path, agenda=AGENDA.format(TITLE), report=REPORT.format(TITLE))
    assert (first.slug, second.slug, second.added) == ("2016-esmeraldas",) * 2 + ("2 highlights, funders",)
    text = material(tmp_path)
    assert "# imported from: agenda.txt\n# imported from: report.txt\n# read for funders: report.txt: section" in text
    assert "- Opening" in text
    assert "- A shared dryer pays for itself in one season. {#h1}" in text
    assert "no list of highlights was found" not in text


def test_another_title_makes_two_drafts_each_marked(tmp_path: Path) -> None:
    first, second = run(
        tmp_path, agenda=AGENDA.format(TITLE), report=REPORT.format("Seminar on chocolate fairs for small makers")
    )
    assert (first.slug, second.slug) == ("2016-esmeraldas", "2016-esmeraldas-2")
    assert "policysearch import --into 2016-esmeraldas-2 agenda.txt" in material(tmp_path)
    assert "policysearch import --into 2016-esmeraldas report.txt" in material(tmp_path, "2016-esmeraldas-2")


def test_a_named_workshop_gets_the_document_whatever_its_title(tmp_path: Path) -> None:
    run(tmp_path, agenda=AGENDA.format(TITLE))
    (written,) = run(tmp_path, Options(into="2016-esmeraldas"), other=REPORT.format("Seminar on chocolate fairs"))
    assert written.added == "2 highlights, funders"
    assert "{#h2}" in material(tmp_path)


def test_the_same_in_another_language_is_hinted_at_and_becomes_a_translation_on_demand(tmp_path: Path) -> None:
    report = REPORT.format(TITLE)
    spanish = (
        "Taller regional sobre secadores solares para los productores de cacao\nEsmeraldas, Ecuador, 3 y 4 de mayo "
        "de 2016\n\nLecciones aprendidas\n\n- Un secador compartido se paga en una temporada.\n- El Perú presta la "
        "lona y vende el secador.\n"
    )
    _, hinted = run(tmp_path, report=report, informe=spanish)
    assert any("policysearch import --translation-of 2016-esmeraldas informe.txt" in note for _, note in hinted.reviews)
    (written,) = run(tmp_path, Options(translation_of="2016-esmeraldas"), informe=spanish)
    assert written.path == tmp_path / "materials" / "2016-esmeraldas.es.md"
    text = written.path.read_text("utf-8")
    assert "translation: unofficial" in text
    assert "{#h2}" in text
    assert "start:" not in text


def test_a_like_title_on_other_days_is_another_workshop(tmp_path: Path) -> None:
    later = REPORT.format(TITLE).replace("2016", "2017")
    assert [w.slug for w in run(tmp_path, one=REPORT.format(TITLE), two=later)] == [
        "2016-esmeraldas",
        "2017-esmeraldas",
    ]


def test_after_an_editor_s_change_a_second_import_only_proposes_the_difference(tmp_path: Path) -> None:
    run(tmp_path, report=REPORT.format(TITLE))
    file = tmp_path / "materials" / "2016-esmeraldas.md"
    lines = [line for line in file.read_text("utf-8").splitlines() if "Peru lends" not in line]
    edited = "\n".join(lines).replace(f"title: {TITLE}", "title: Sun and cocoa") + "\n"
    file.write_text(edited, "utf-8")
    (written,) = run(tmp_path, report=REPORT.format(TITLE))
    assert (written.slug, written.path, written.added) == ("2016-esmeraldas", None, "1 highlight")
    assert "+- Peru lends the tarpaulin and sells the dryer. {#h2}" in written.proposed
    assert file.read_text("utf-8") == edited


def test_personal_data_keep_a_document_a_draft_and_participants_are_left_out(tmp_path: Path) -> None:
    people = "\n\nList of participants\n\nAna Ejemplo, ana@example.org, Tel. +51 999 111 222\nJuan Persona, Director\n"
    (written,) = run(tmp_path, Options(publish=True), report=REPORT.format(TITLE) + people)
    assert not written.published
    assert {"body"} <= {name for name, _ in written.reviews}
    assert "Ana Ejemplo" not in material(tmp_path)


def test_what_tells_of_no_workshop_makes_no_draft_unless_it_is_wanted(tmp_path: Path) -> None:
    law = "Act on small firms\n\nArticle 1. A small firm is one of fewer than fifty workers.\n\nArticle 2. All.\n"
    assert run(tmp_path, law=law) == []
    assert len(run(tmp_path, Options(anyway=True), law=law)) == 1
