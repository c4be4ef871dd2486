"""A folder of materials to write into, and a way to read one file of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policysearch import materials
from policysearch.model.problem import Problem
from policysearch.model.workshop import Workshop
from policysearch.vocabulary import Theme, Vocabulary

WORDS = Vocabulary(themes=(Theme("ict", {"en": "ICT", "es": "Tecnología"}, ("ICT",)), Theme("trade", {"en": "Trade"})))
FRONT = "title: Trade and growth\nstart: 2010-09-21\nend: 2010-09-22\ncountry: PA\n"
Reading = tuple[Workshop | None, tuple[Problem, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Writes the files given by name and reads the workshop ``slug`` of them."""

    def reading(*, slug: str = "one", **files: str | bytes) -> Reading:
        for name, content in ({"one": ""} | files).items():
            if name != "one" or content:
                file = tmp_path / f"{name.replace('__', '.')}.md"
                file.write_bytes(content if isinstance(content, bytes) else content.encode())
        sources, problems = materials.sources(tmp_path)
        if slug not in sources:
            return None, problems
        workshop, more = materials.read(sources[slug], tmp_path, WORDS)
        return workshop, (*problems, *more)

    return reading


def material(front: str = FRONT, body: str = "## Highlights\n\n- One lesson. {#h1}\n") -> str:
    return f"---\n{front}---\n\n{body}"
