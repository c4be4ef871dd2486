"""Several makers of resources as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policysearch.engines.build_contract import ResourceBuilder
from policysearch.model.document import Document


@dataclass(frozen=True, slots=True)
class ResourceBuilders:
    """Each of ``builders`` takes every document; their resources have different names."""

    builders: tuple[ResourceBuilder, ...]

    def add(self, document: Document) -> None:
        """Take a document; a workshop comes before its parts."""
        for builder in self.builders:
            builder.add(document)

    def resources(self) -> Mapping[str, bytes]:
        """Return the resources of all by name."""
        return {name: content for builder in self.builders for name, content in builder.resources().items()}
