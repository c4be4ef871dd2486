"""The protocol's official client uses the endpoint and the command, in the current revision and in those before."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from policysearch.search.results import Searcher
from policysearch.settings import Settings
from tests.web.browser.conftest import served
from tests.web.conftest import SETTINGS

MODES = ("auto", "2026-07-28", "legacy")


@pytest.fixture(scope="module")
def endpoint(searcher: Searcher) -> Iterator[str]:
    for address in served(searcher, replace(SETTINGS, mcp=True)):
        yield f"{address}/mcp"


def talk(server: Any, mode: str, say: Callable[[Client], Awaitable[Any]]) -> Any:
    async def conversation() -> Any:
        async with Client(server, mode=mode) as client:
            return await say(client)

    with ThreadPoolExecutor(1) as thread:  # a browser's loop may run in this one
        return thread.submit(lambda: asyncio.run(conversation())).result()


async def look_around(client: Client) -> dict[str, Any]:
    tools = await client.list_tools()
    found = await client.call_tool("search", {"query": "SBDC", "countries": ["CL"], "limit": 2})
    content = found.structured_content
    assert content is not None
    lesson = await client.call_tool("get_lesson", {"id": content["lessons"][0]["url"], "lang": "es"})
    counts = await client.call_tool("facets", {"facets": ["theme"]})
    compared = await client.call_tool("compare", {"countries": ["CL", "CO"], "limit": 1})
    draft = "We propose small business development centers (SBDC) at universities, as in Colombia and El Salvador."
    matched = await client.call_tool(
        "match", {"text": f"{draft}\n\nThe printer in the hall is broken again.", "lang": "en"}
    )
    refused = await client.call_tool("compare", {"countries": ["CL", "ZZ"]})
    return {
        "version": client.protocol_version,
        "tools": [tool.name for tool in tools.tools],
        "found": content,
        "text": json.loads(found.content[0].text),  # type: ignore[union-attr]
        "lesson": lesson.structured_content,
        "counts": counts.structured_content,
        "compared": compared.structured_content,
        "matched": matched.structured_content,
        "refused": (refused.is_error, refused.content[0].text),  # type: ignore[union-attr]
    }


def check(seen: dict[str, Any], mode: str) -> None:
    assert seen["version"] == ("2025-11-25" if mode == "legacy" else "2026-07-28")
    assert seen["tools"] == ["search", "get_lesson", "facets", "compare", "match"]
    assert seen["text"] == seen["found"]
    (first, *_) = seen["found"]["lessons"]
    assert first["url"].endswith(f"/workshops/{first['id']}")
    assert first["citation"].endswith(first["url"])
    assert seen["lesson"]["id"] == first["id"]
    assert seen["lesson"]["text"]
    assert {bucket["value"] for bucket in seen["counts"]["facets"]["theme"]} >= {"small-business-development-centers"}
    assert [place["value"] for place in seen["compared"]["places"]] == ["CL", "CO"]
    (paragraph,) = seen["matched"]["paragraphs"]
    assert paragraph["number"] == 1
    assert all(lesson["citation"].endswith(lesson["url"]) for lesson in paragraph["lessons"])
    assert seen["refused"] == (True, "There is no country or region 'zz'. It takes a code such as PA.")


@pytest.mark.parametrize("mode", MODES)
def test_over_http(endpoint: str, mode: str) -> None:
    check(talk(endpoint, mode, look_around), mode)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.slow
def test_on_standard_input_and_output(shipped: Settings, tmp_path: Path, mode: str) -> None:
    arguments = ["-m", "policysearch", "mcp", "--index", str(shipped.index.resolve())]
    command = StdioServerParameters(command=sys.executable, args=arguments, cwd=tmp_path, env={**os.environ})
    check(talk(command, mode, look_around), mode)
