"""Themes, synonyms, organizations, regions and picks: the reviewed words beside the materials; and countries."""

from policysearch.vocabulary.countries import country_code, country_name
from policysearch.vocabulary.files import read
from policysearch.vocabulary.labels import label
from policysearch.vocabulary.records import digest, from_json, to_json
from policysearch.vocabulary.words import Organization, Pick, Region, Theme, Vocabulary

__all__ = [
    "Organization",
    "Pick",
    "Region",
    "Theme",
    "Vocabulary",
    "country_code",
    "country_name",
    "digest",
    "from_json",
    "label",
    "read",
    "to_json",
]
