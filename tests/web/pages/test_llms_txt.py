"""The overview for language models."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher


def test_it_has_a_title_a_summary_and_sections_of_links(client: FlaskClient) -> None:
    answer = client.get("/llms.txt")
    assert answer.content_type == "text/markdown; charset=utf-8"
    lines = answer.text.split("\n")
    assert lines[0] == "# Policy lessons"
    assert lines[2].startswith("> Lessons learned in policy workshops")
    assert "(3 lessons)" in lines[2]
    sections = [line for line in lines if line.startswith("## ")]
    assert sections == ["## Lessons", "## Themes", "## Countries", "## For software", "## Optional"]
    assert "- [ICT](https://www.example.org/lessons/themes/ict.md): 3 lessons" in lines


def test_every_address_answers(client: FlaskClient) -> None:
    addresses = re.findall(r"\]\((https://[^)]+)\)", client.get("/llms.txt?lang=fr").text)
    assert len(addresses) > 10
    for address in addresses:
        parts = urlsplit(address)
        assert client.get(f"{parts.path.removeprefix('/lessons')}?{parts.query}").status_code == 200, address
    assert [address for address in addresses if "view=highlights" in address and "lang=fr" not in address] == []


def test_it_names_the_endpoint_for_assistants_where_it_is_on(client: FlaskClient) -> None:
    assert "/mcp" not in client.get("/llms.txt").text
    assistants = create_app(FakeSearcher(), replace(SETTINGS, mcp=True)).test_client()
    assert "- [MCP](https://www.example.org/lessons/mcp): For assistants" in assistants.get("/llms.txt").text
