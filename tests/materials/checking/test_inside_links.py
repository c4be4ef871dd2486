"""Links within the collection."""

from pathlib import Path

import pytest

from policysearch.materials import checking
from tests.materials.checking.factories import LESSON, write, write_themes


@pytest.mark.parametrize(
    ("lesson", "place"),
    [
        ("See [the other](/workshops/b), [one](/workshops/b/h1) and [one](b)", None),
        ("See [the other](b.md)", (9, 19)),
        ("Follow [a search](/feed.atom?q=ict), [take it along](/export.csv?q=ict)", None),
        ("See [the other](/workshops/c)", (9, 19)),
        ("See [the other](/workshops/b/h2)", (9, 19)),
        ("See [a file](/workshops/a/files/x.pdf)", (9, 16)),
        ("See [a file](x.pdf#page=3)", (9, 16)),
        (
            "See [a theme](/themes/ict), [a place](#h1), [out](https://example.org) and [mail](mailto:a@example.org)",
            None,
        ),
    ],
)
def test_a_link_within_the_collection_leads_somewhere(
    tmp_path: Path, lesson: str, place: tuple[int, int] | None
) -> None:
    write_themes(tmp_path)
    write(tmp_path, "a", "One", lesson)
    write(tmp_path, "b", "Another matter", LESSON)
    places = [(p.line, p.column) for p in checking.check(tmp_path).problems if p.code == "dead-inside-link"]
    assert places == ([place] if place else [])


def test_a_link_in_a_translation_is_looked_at_too(tmp_path: Path) -> None:
    write_themes(tmp_path)
    write(tmp_path, "2010-lima", "One", LESSON)
    (tmp_path / "2010-lima.es.md").write_text(
        "---\ntitle: Uno\n---\n\n[x](/workshops/2010-lina)\n\n## Destacados\n\n- Una {#h1}\n", "utf-8"
    )
    (problem,) = checking.check(tmp_path).problems
    assert (str(problem.path), problem.line) == ("2010-lima.es.md", 5)
    assert problem.suggestion == "did you mean /workshops/2010-lima?"
