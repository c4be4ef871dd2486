"""The grammar of sentences about parties: every verb and noun of ``party_table.yml`` in every construction of its kind.

Each sentence stands in a text about a workshop, as in a document, and must give the roles of its kind and no other.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import yaml

from policysearch.importers import cue_files
from policysearch.importers.detect import parties

CUES = cue_files.shipped()
TABLE = yaml.safe_load(Path(__file__).with_name("party_table.yml").read_text("utf-8"))
LETTERS = {"organizers": "A", "two_organizers": "AB", "partners": "B", "funders": "C"}
ROWS = [
    (language, kind, row["constructions"][number], row["verbs"])
    for language, kinds in TABLE.items()
    for kind in LETTERS
    for row in kinds[kind]
    for number in range(len(row["constructions"]))
]


def sentence(language: str, construction: str, verb: str) -> str:
    """Return a construction with its verb and the bodies of its language."""
    words = TABLE[language]
    text = construction.replace("{verb}", verb)
    for letter, name in words["bodies"].items():
        text = text.replace(f"{{of {letter}}}", words["of"][letter]).replace(f"{{{letter}}}", name)
        text = text.replace(f"{{by {letter}}}", words.get("by", {}).get(letter, ""))
    return text[0].upper() + text[1:]


def name(language: str, letter: str) -> str:
    """Return the name of a body without its article."""
    return re.split(r"^l'|^\w+ ", TABLE[language]["bodies"][letter], maxsplit=1)[-1]


def faults(language: str, kind: str, construction: str, verbs: Sequence[str]) -> Iterator[tuple[str, object]]:
    """Yield each sentence that gives other parties than those of its kind, with what it gives."""
    role = "organizers" if kind == "two_organizers" else kind
    expected = {role: tuple(name(language, letter) for letter in LETTERS[kind])}
    for verb in verbs:
        text = sentence(language, construction, verb)
        answer = parties.find(text, (), CUES)
        if answer != expected:
            yield text, answer


@pytest.mark.parametrize(("language", "kind", "construction", "verbs"), ROWS)
def test_each_verb_in_each_construction_gives_its_role(
    language: str, kind: str, construction: str, verbs: Sequence[str]
) -> None:
    assert list(faults(language, kind, construction, verbs)) == []
