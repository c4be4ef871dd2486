"""The API does what its description says: called as described, and otherwise, by schemathesis."""

from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from policysearch import __version__
from policysearch.model.document import FACETS
from policysearch.search.compare import MAX_PLACES, MIN_PLACES
from policysearch.search.results import Searcher
from policysearch.web import compare_params, create_app, search_params
from tests.web.conftest import SETTINGS

PLAIN = {"Accept-Encoding": "identity"}


def exact(schema: Any) -> Any:
    """Return a schema in which no object may have undescribed properties."""
    if isinstance(schema, list):
        return [exact(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: exact(part) for name, part in schema.items()}
    is_object = parts.get("type") == "object" and "properties" in parts
    return parts | {"additionalProperties": False} if is_object else parts


@pytest.fixture
def api_description(searcher: Searcher) -> schemathesis.BaseSchema:
    """The description that the app over the shipped workshops gives of itself, read exactly."""
    app = create_app(searcher, SETTINGS)
    document = app.test_client().get("/api/v1/openapi.json").json
    schema = schemathesis.openapi.from_dict(exact(document))
    schema.app = app
    return schema


@pytest.mark.slow
@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("address", ["search", "compare", "suggest", "workshops/{slug}"])
def test_every_answer_is_as_described(
    api_description: schemathesis.BaseSchema, address: str, mode: GenerationMode
) -> None:
    operation = api_description[f"/api/v1/{address}"]["GET"]

    @settings(max_examples=100, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Case[Any]) -> None:
        # What is well-formed by itself can still be over a cap together (offset + limit, words): 400 is right then.
        case.call_and_validate(headers=PLAIN, excluded_checks=[positive_data_acceptance])

    check()


@pytest.mark.slow
@pytest.mark.slow
@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_every_answer_about_a_text_is_as_described(
    api_description: schemathesis.BaseSchema, mode: GenerationMode
) -> None:
    operation = api_description["/api/v1/match"]["POST"]

    @settings(max_examples=60, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Case[Any]) -> None:
        # A text that is a text can still have no words: 422 is right then.
        case.call_and_validate(headers=PLAIN, excluded_checks=[positive_data_acceptance])

    check()


@pytest.mark.parametrize("text", ["Small producers joined cooperatives to export.\n\nThe roof leaks.", ""])
def test_a_known_answer_about_a_text_is_as_described(api_description: schemathesis.BaseSchema, text: str) -> None:
    operation = api_description["/api/v1/match"]["POST"]
    operation.Case(body={"text": text}, media_type="application/json").call_and_validate(headers=PLAIN)


@pytest.mark.parametrize(
    ("address", "parameters"),
    [
        ("search", {"q": "vulnerable groups"}),
        ("search", {"q": "pymes", "view": "highlights", "lang": "fr", "experience": ["CL"]}),
        ("search", {"q": "vulnerabel groups"}),
        ("search", {"q": "zzzz", "year": ["2009"], "offset": 10_000, "limit": 1}),
        ("compare", {"experience": ["CL", "CO"]}),
        ("compare", {"experience": ["CL", "caricom"], "theme": ["ict"], "q": "vulnerabel", "limit": 20, "lang": "pt"}),
        ("compare", {"experience": ["CL"]}),
        ("suggest", {"q": "pro"}),
        ("openapi.json", {}),
    ],
)
def test_a_known_answer_is_as_described(
    api_description: schemathesis.BaseSchema, address: str, parameters: dict[str, Any]
) -> None:
    api_description[f"/api/v1/{address}"]["GET"].Case(query=parameters).call_and_validate(headers=PLAIN)


@pytest.mark.parametrize("slug", ["2009-orlando", "no-such-workshop"])
def test_a_workshop_is_as_described(api_description: schemathesis.BaseSchema, slug: str) -> None:
    api_description["/api/v1/workshops/{slug}"]["GET"].Case(path_parameters={"slug": slug}).call_and_validate(
        headers=PLAIN
    )


def description(client: FlaskClient) -> dict[str, Any]:
    document = client.get("/api/v1/openapi.json").json
    assert isinstance(document, dict)
    return document


def test_the_description_names_the_site_and_its_address(client: FlaskClient) -> None:
    document = description(client)
    assert document["openapi"].startswith("3.1")
    assert document["info"]["version"] == __version__
    assert document["servers"] == [{"url": "https://www.example.org/lessons"}]
    assert document["info"]["contact"] == {"email": "lessons@example.org"}


def test_the_parameters_are_those_the_api_takes(client: FlaskClient) -> None:
    document = description(client)
    shared = document["components"]["parameters"]
    parameters = search(document)["parameters"]
    resolved = [shared[p["$ref"].rpartition("/")[2]] if "$ref" in p else p for p in parameters]
    schemas = {parameter["name"]: parameter["schema"] for parameter in resolved}
    assert {*schemas} == {*search_params.NAMES}
    for name, values in search_params.CHOICES.items():
        assert schemas[name].get("enum", ["true", "false"]) == [*values]
    for name, (low, high) in search_params.RANGES.items():
        assert (schemas[name]["minimum"], schemas[name]["maximum"]) == (low, high)
    assert all(schemas[facet]["type"] == "array" for facet in FACETS)
    assert {name: str(schema["default"]).lower() for name, schema in schemas.items() if "default" in schema} == (
        search_params.DEFAULTS
    )


def test_the_parameters_of_a_comparison_are_those_it_takes(client: FlaskClient) -> None:
    document = description(client)
    shared = document["components"]["parameters"]
    parameters = document["paths"]["/api/v1/compare"]["get"]["parameters"]
    resolved = [shared[p["$ref"].rpartition("/")[2]] if "$ref" in p else p for p in parameters]
    schemas = {parameter["name"]: parameter["schema"] for parameter in resolved}
    assert {*schemas} == {*compare_params.NAMES}
    places, limit = schemas["experience"], schemas["limit"]
    assert (places["minItems"], places["maxItems"]) == (MIN_PLACES, MAX_PLACES)
    assert (limit["default"], limit["maximum"]) == (compare_params.DEFAULT_IN_CELL, compare_params.MAX_IN_CELL)


def search(document: dict[str, Any]) -> dict[str, Any]:
    operation = document["paths"]["/api/v1/search"]["get"]
    assert isinstance(operation, dict)
    return operation


def test_every_address_of_the_api_is_described(searcher: Searcher) -> None:
    app = create_app(searcher, SETTINGS)
    addresses = {path.replace("{", "<").replace("}", ">") for path in description(app.test_client())["paths"]}
    assert {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")} == addresses
