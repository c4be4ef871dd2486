"""What a process of this machine found damaged, the others hear of, and that it is whole again too."""

from pathlib import Path

from policysearch.engines.build_contract import Damage
from policysearch.engines.whoosh.generations.known_damages import KnownDamages


def test_damage_that_is_mended_is_forgotten_by_all_processes(tmp_path: Path) -> None:
    found, others = KnownDamages(tmp_path), KnownDamages(tmp_path)
    found.set("1", [Damage("a.arrays", "is missing")])
    assert others.read()
    assert "1" in others
    found.set("1", ())
    assert others.read()
    assert "1" not in others
