"""A site sees what is new in the shipped vocabulary; its own edits stay."""

from pathlib import Path

from policysearch import starter
from policysearch.starter.update import updates

SHIPPED = """# Themes.
- id: credit
  label:
    en: Credit
  cues: [guarantee, loan]
- id: tourism
  label:
    en: Tourism
  cues: [tourism]
"""
OWN = """- id: credit
  label:
    en: Money   # ours
  cues: [loan, bank]
- id: fish
  label:
    en: Fish
  cues: [fish]
"""


def folders(tmp_path: Path, name: str, shipped: str, own: str) -> tuple[Path, Path]:
    for folder, text in ((tmp_path / "shipped", shipped), (tmp_path / "own", own)):
        folder.mkdir()
        (folder / name).write_text(text, "utf-8")
    return tmp_path / "shipped", tmp_path / "own"


def test_new_themes_and_cues_are_added_and_edits_stay(tmp_path: Path) -> None:
    (update,) = updates(*folders(tmp_path, "themes.yml", SHIPPED, OWN))
    assert update.text == OWN.replace("[loan, bank]", "[loan, bank, guarantee]") + (
        "- id: tourism\n  label:\n    en: Tourism\n  cues: [tourism]\n"
    )
    assert "+  cues: [loan, bank, guarantee]" in update.difference


def test_a_group_of_synonyms_that_shares_a_word_with_one_of_the_site_is_the_site_s_own(tmp_path: Path) -> None:
    shipped, own = folders(tmp_path, "synonyms.yml", "- [MSME, PYME]\n- [ICT, TIC]\n", "- [MSME, PYME, ours]\n")
    (update,) = updates(shipped, own)
    assert update.text == "- [MSME, PYME, ours]\n- [ICT, TIC]\n"


def test_a_site_that_has_everything_sees_nothing(tmp_path: Path) -> None:
    assert list(updates(*folders(tmp_path, "themes.yml", SHIPPED, SHIPPED))) == []


def test_a_site_that_has_just_been_made_lacks_nothing(tmp_path: Path) -> None:
    starter.copy(tmp_path / "site")
    assert (
        list(updates(starter.sample_materials() / "vocabulary", tmp_path / "site" / "materials" / "vocabulary")) == []
    )
