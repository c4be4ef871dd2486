"""What the Tab key offers beside commands and options: the slugs of materials, and the index's generations."""

from __future__ import annotations

from pathlib import Path

import click

from policysearch import settings
from policysearch.model.errors import PolicySearchError


def slugs(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Names of materials that begin so; none where there is no site here."""
    try:
        folder = Path(context.params.get("materials") or settings.read().materials)
    except PolicySearchError:
        return []
    found = {path.stem for path in folder.glob("*.md")} | {path.parent.name for path in folder.glob("*/workshop.md")}
    return sorted(name for name in found if name.startswith(begun) and "." not in name)


def generations(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Generations of the index here that are kept."""
    from policysearch.engines.registry import open_generations

    try:
        kept = open_generations(settings.read()).list()
    except PolicySearchError:
        return []
    return [generation.id for generation in kept if generation.id.startswith(begun)]
