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
from policysearch.search.results import Searcher
from policysearch.web import create_app, search_params
from tests.web.conftest import SETTINGS

PLAIN = {"Accept-Encoding": "identity"}


def exact(schema: Any) -> Any:
    """The same, but that no object may hold what is not described."""
    if isinstance(schema, list):
        return [exact(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    held = {name: exact(one) for name, one in schema.items()}
    return held | {"additionalProperties": False} if held.get("type") == "object" and "properties" in held else held


@pytest.fixture
def described(searcher: Searcher) -> schemathesis.BaseSchema:
    """The description that the app over the shipped workshops gives of itself, read exactly."""
    app = create_app(searcher, SETTINGS)
    held = app.test_client().get("/api/v1/openapi.json").json
    schema = schemathesis.openapi.from_dict(exact(held))
    schema.app = app
    return schema


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("address", ["search", "suggest", "workshops/{slug}"])
def test_every_answer_is_as_described(described: schemathesis.BaseSchema, address: str, mode: GenerationMode) -> None:
    operation = described[f"/api/v1/{address}"]["GET"]

    @settings(max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Case[Any]) -> None:
        # What is well-formed by itself can still be over a cap together (offset + limit, words): 400 is right then.
        case.call_and_validate(headers=PLAIN, excluded_checks=[positive_data_acceptance])

    check()


@pytest.mark.parametrize(
    ("address", "parameters"),
    [
        ("search", {"q": "vulnerable groups"}),
        ("search", {"q": "pymes", "view": "highlights", "lang": "fr", "experience": ["CL"]}),
        ("search", {"q": "vulnerabel groups"}),
        ("search", {"q": "zzzz", "year": ["2009"], "offset": 10_000, "limit": 1}),
        ("suggest", {"q": "pro"}),
        ("openapi.json", {}),
    ],
)
def test_a_known_answer_is_as_described(
    described: schemathesis.BaseSchema, address: str, parameters: dict[str, Any]
) -> None:
    described[f"/api/v1/{address}"]["GET"].Case(query=parameters).call_and_validate(headers=PLAIN)


@pytest.mark.parametrize("slug", ["2009-orlando", "no-such-workshop"])
def test_a_workshop_is_as_described(described: schemathesis.BaseSchema, slug: str) -> None:
    described["/api/v1/workshops/{slug}"]["GET"].Case(path_parameters={"slug": slug}).call_and_validate(headers=PLAIN)


def asked(client: FlaskClient) -> dict[str, Any]:
    held = client.get("/api/v1/openapi.json").json
    assert isinstance(held, dict)
    return held


def test_the_description_names_the_site_and_its_address(client: FlaskClient) -> None:
    held = asked(client)
    assert held["openapi"].startswith("3.1")
    assert held["info"]["version"] == __version__
    assert held["servers"] == [{"url": "https://www.example.org/lessons"}]
    assert held["info"]["contact"] == {"email": "lessons@example.org"}


def test_the_parameters_are_those_the_api_takes(client: FlaskClient) -> None:
    held = asked(client)
    shared = held["components"]["parameters"]
    told = [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in search(held)["parameters"]]
    schemas = {one["name"]: one["schema"] for one in told}
    assert {*schemas} == {*search_params.NAMES}
    for name, values in search_params.CHOICES.items():
        assert schemas[name].get("enum", ["true", "false"]) == [*values]
    for name, (low, high) in search_params.RANGES.items():
        assert (schemas[name]["minimum"], schemas[name]["maximum"]) == (low, high)
    assert all(schemas[facet]["type"] == "array" for facet in FACETS)
    assert {name: str(schema["default"]).lower() for name, schema in schemas.items() if "default" in schema} == (
        search_params.DEFAULTS
    )


def search(held: dict[str, Any]) -> dict[str, Any]:
    operation = held["paths"]["/api/v1/search"]["get"]
    assert isinstance(operation, dict)
    return operation


def test_every_address_of_the_api_is_described(searcher: Searcher) -> None:
    app = create_app(searcher, SETTINGS)
    told = {path.replace("{", "<").replace("}", ">") for path in asked(app.test_client())["paths"]}
    assert {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")} == told
