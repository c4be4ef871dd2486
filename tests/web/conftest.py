"""An app over the fake searcher, and its test client."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from policysearch.settings import Settings
from policysearch.web import create_app
from tests.web.fake import FakeSearcher

SETTINGS = Settings(
    public_url="https://www.example.org/lessons",
    institution="Example Institution",
    contact="lessons@example.org",
    searchlog=False,
)


@pytest.fixture
def fake() -> FakeSearcher:
    return FakeSearcher()


@pytest.fixture
def client(fake: FakeSearcher) -> FlaskClient:
    return create_app(fake, SETTINGS).test_client()


@pytest.fixture
def serve(tmp_path: Path) -> Callable[[FakeSearcher], FlaskClient]:
    """A client of an app over the searcher given."""
    return lambda searcher: create_app(searcher, SETTINGS).test_client()
