"""Themes, synonyms, organizations, regions and picks: the reviewed words beside the materials; and countries.

A search needs no YAML: ``read``, which reads the files, is imported at its first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from policysearch.vocabulary.countries import country_code, country_name
from policysearch.vocabulary.json_codec import digest, from_json, to_json
from policysearch.vocabulary.labels import label
from policysearch.vocabulary.model import UNREADABLE, Organization, Pick, Region, Theme, Vocabulary, fields_of_file

if TYPE_CHECKING:
    from policysearch.vocabulary.load import read

__all__ = [
    "UNREADABLE",
    "Organization",
    "Pick",
    "Region",
    "Theme",
    "Vocabulary",
    "country_code",
    "country_name",
    "digest",
    "fields_of_file",
    "from_json",
    "label",
    "read",
    "to_json",
]


def __getattr__(name: str) -> object:
    if name != "read":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.load").read
