"""An app over the fake searcher, and its test client."""

import pytest
from flask.testing import FlaskClient

from policysearch.settings import Settings
from policysearch.web import create_app
from tests.web.fake import FakeSearcher


@pytest.fixture
def fake() -> FakeSearcher:
    return FakeSearcher()


@pytest.fixture
def client(fake: FakeSearcher) -> FlaskClient:
    return create_app(fake, Settings(public_url="https://www.example.org/lessons", searchlog=False)).test_client()
