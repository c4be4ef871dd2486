"""What search engines read in a page (JSON-LD): read by an independent library, and checked against schema.org."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyld import jsonld

from policysearch.materials.lesson_names import name
from policysearch.model.workshop import Highlight
from policysearch.search.results import Searcher
from policysearch.settings import LANGUAGES
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher, workshop

SCHEMA = "http://schema.org/"
ADDRESSES = ("url", "eventStatus", "eventAttendanceMode")
DATES = ("startDate", "endDate")
# The parts of schema.org's own context that these pages need; a page that needs another one fails.
CONTEXT = {"@vocab": SCHEMA, "id": "@id", "type": "@type"} | {
    **{name: {"@id": SCHEMA + name, "@type": "@id"} for name in ADDRESSES},
    **{name: {"@id": SCHEMA + name, "@type": SCHEMA + "Date"} for name in DATES},
}
TEXT, DATE, ADDRESS = "a text", "a date", "an address"
THING = {"name": TEXT, "description": TEXT, "url": ADDRESS}
# schema.org: the properties that a type may have, and what each expects. CreativeWork.isPartOf expects a work; that a
# lesson is a part of its event is said all the same, since nothing else of schema.org says it.
TYPES: dict[str, dict[str, str]] = {
    "Event": {
        **THING,
        "inLanguage": TEXT,
        "startDate": DATE,
        "endDate": DATE,
        "eventStatus": ADDRESS,
        "eventAttendanceMode": ADDRESS,
        "location": "Place",
        "organizer": "Organization",
        "contributor": "Organization",
        "funder": "Organization",
        "superEvent": "EventSeries",
    },
    "EventSeries": THING,
    "Quotation": {
        **THING,
        "text": TEXT,
        "inLanguage": TEXT,
        "isPartOf": "Event",
        "about": "Thing",
        "spatialCoverage": "Place",
    },
    "Organization": THING,
    "Place": {**THING, "address": "PostalAddress"},
    "PostalAddress": {"addressLocality": TEXT, "addressRegion": TEXT, "addressCountry": TEXT},
    "Thing": THING,
}


def offline(address: str, _options: object) -> dict[str, Any]:
    """Give schema.org's context without asking for it."""
    assert address in ("https://schema.org", "https://schema.org/")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": {"@context": CONTEXT},
    }


def read(client: FlaskClient, address: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a page says: the JSON itself, and the node that a processor of JSON-LD makes of it."""
    (source,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).text, re.DOTALL)
    written = json.loads(source)
    (node,) = jsonld.expand(written, {"documentLoader": offline})
    assert size(node) == size(written) - 1, "something was dropped, besides the context that is no property"
    return written, node


def size(value: Any) -> int:
    """Return how many properties there are, at any depth; a value that a processor wraps counts once."""
    if isinstance(value, list):
        return sum(map(size, value))
    if not isinstance(value, dict) or "@value" in value or value.keys() == {"@id"}:
        return 0
    return len(value) + sum(size(inner) for key, inner in value.items() if key not in ("@type", "@context"))


def faults(node: dict[str, Any]) -> list[str]:
    """Return in words what of a node schema.org does not know."""
    (name,) = (address.removeprefix(SCHEMA) for address in node["@type"])
    properties = TYPES.get(name)
    if properties is None:
        return [f"a type {name}"]
    said = []
    for key, values in node.items():
        if key == "@type":
            continue
        expected = properties.get(key.removeprefix(SCHEMA))
        said += [f"{name}.{key}: {fault}" for value in values for fault in faults_of_value(value, expected)]
    return said


def faults_of_value(value: dict[str, Any], expected: str | None) -> list[str]:
    if expected == TEXT:
        return [] if value.get("@value") else ["no text"]
    if expected == DATE:
        is_date = re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", str(value.get("@value")))
        return [] if is_date and value["@type"] == SCHEMA + "Date" else ["no date"]
    if expected == ADDRESS:
        return [] if re.fullmatch(r"https?://[^\s/]+/\S*", str(value.get("@id"))) else ["no address"]
    if value.get("@type") != [f"{SCHEMA}{expected}"]:
        return [f"{expected} is expected, not {value}"]
    return faults(value)


@pytest.fixture
def client(searcher: Searcher) -> FlaskClient:
    return create_app(searcher, SETTINGS).test_client()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_shipped_lesson_is_a_quotation_that_is_part_of_its_event(
    searcher: Searcher, client: FlaskClient, language: str
) -> None:
    lessons = [entry for entry in searcher.outline() if entry.lessons]
    assert len(lessons) == 4
    for entry in lessons:
        written, event = read(client, f"/workshops/{entry.slug}?lang={language}")
        assert faults(event) == []
        assert event["@type"] == [f"{SCHEMA}Event"]
        assert written["inLanguage"] == language
        for lesson in entry.lessons:
            written, node = read(client, f"/workshops/{entry.slug}/{lesson}?lang={language}")
            assert faults(node) == []
            assert node["@type"] == [f"{SCHEMA}Quotation"]
            assert node[f"{SCHEMA}isPartOf"] == [event]
            document = searcher.get(f"{entry.slug}/{lesson}")
            assert document is not None
            highlight = document.highlight(language)
            assert isinstance(highlight, Highlight)
            assert written["text"] == highlight.text
            assert written["name"] == name(highlight)


def test_odd_texts_stay_as_they_are_and_end_no_script() -> None:
    title = 'A "title" </script><b> & – \\ \u2028 end'
    odd = workshop("odd", title, ("A lesson </script> & “more” <!-- of it.",), 2009)
    client = create_app(FakeSearcher((odd,)), SETTINGS).test_client()
    written, node = read(client, "/workshops/odd/h1")
    assert faults(node) == []
    assert written["text"] == "A lesson </script> & “more” <!-- of it."
    assert written["isPartOf"]["name"] == title


def test_what_schema_org_does_not_know_would_be_found() -> None:
    unknown = {"@type": [f"{SCHEMA}Event"], f"{SCHEMA}colour": [{"@value": "red"}]}
    assert faults(unknown)
    assert faults({"@type": [f"{SCHEMA}Workshop"]})
    assert faults({"@type": [f"{SCHEMA}Event"], f"{SCHEMA}startDate": [{"@value": "2009", "@type": "@id"}]})
    assert faults({"@type": [f"{SCHEMA}Event"], f"{SCHEMA}url": [{"@id": "/relative"}]})
