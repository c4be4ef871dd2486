"""The tools: search, get_lesson, facets, compare, match. Each answers with lessons that name their address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from policysearch.mcp.json_rpc import JSON
from policysearch.mcp.lesson_address import check_site, lesson_address
from policysearch.mcp.tool import AskApi, Tool, ToolError

LANGUAGES = ("en", "es", "pt", "fr")
FACETS = ("theme", "experience", "year", "country", "partner", "funder", "language")
MAX_TEXT = 200_000  # characters of a draft
PARAGRAPH_BEGINNING = 200  # characters by which an answer names a paragraph

_LANG: JSON = {
    "type": "string",
    "enum": [*LANGUAGES],
    "maxLength": 2,
    "description": "The language of names and, where there is a version, of lessons.",
}
_QUERY: JSON = {
    "type": "string",
    "maxLength": 1_000,
    "description": (
        'What to look for: words in any of the four languages, "a phrase", AND, OR, -word, prefix*. All words have to'
        " stand in a lesson; where none has them all, the closest are listed and relaxed is true."
    ),
}
_THEME: JSON = {"type": "string", "maxLength": 100, "examples": ["ict"]}
_PLACE: JSON = {"type": "string", "minLength": 2, "maxLength": 100, "examples": ["CL"]}
_NARROWING: dict[str, JSON] = {
    "query": _QUERY,
    "themes": {
        "type": "array",
        "maxItems": 20,
        "items": _THEME,
        "description": "Only lessons about one of these themes, by their ids (the tool facets names them).",
    },
    "year_from": {"type": "integer", "minimum": 1_900, "maximum": 2_100, "description": "The first year."},
    "year_to": {"type": "integer", "minimum": 1_900, "maximum": 2_100, "description": "The last year."},
    "lang": _LANG,
}
_COUNTRIES: JSON = {
    "type": "array",
    "maxItems": 20,
    "items": _PLACE,
    "description": "Only lessons that discuss one of these countries (ISO 3166 alpha-2) or regions (by id).",
}


def _search(arguments: JSON, ask: AskApi) -> JSON:
    limit, offset = arguments.get("limit", 10), arguments.get("offset", 0)
    window = [("view", "highlights"), ("limit", str(limit)), ("offset", str(offset))]
    answer = ask("/search", [*_parameters(arguments), *window])
    _check_values(answer)
    following = offset + limit
    return {
        "total": answer["total"],
        "relaxed": answer["relaxed"],
        "notices": answer["notices"],
        "shown_for": answer["shown_for"],
        "lessons": [_of_hit(hit) for hit in answer["hits"]],
        "close_in_meaning": [_of_hit(hit) for hit in answer["close"]],
        "next_offset": following if following < answer["total"] else None,
        "url": answer["links"]["html"],
    }


def _get_lesson(arguments: JSON, ask: AskApi) -> JSON:
    site, slug, part = lesson_address(arguments["id"])
    answer = ask(f"/workshops/{quote(slug, safe='')}", _language(arguments))
    check_site(site, answer["url"])
    workshop = {name: answer[name] for name in _OF_WORKSHOP} | {"place": _place(answer)}
    lessons = [{**lesson, "citation": _citation(answer, lesson)} for lesson in answer["highlights"]]
    if not part:
        return {**workshop, "text": answer["text"], "lessons": lessons}
    lesson_id = f"{answer['id']}/{part}"
    lesson = next((lesson for lesson in lessons if lesson["id"] == lesson_id), None)
    if lesson is None:
        ids = ", ".join(lesson["id"] for lesson in lessons)
        raise ToolError(f"There is no lesson {lesson_id}; the lessons of this workshop are {ids or 'none'}.")
    return {**lesson, "workshop": workshop, "other_lessons": [entry for entry in lessons if entry is not lesson]}


def _facets(arguments: JSON, ask: AskApi) -> JSON:
    answer = ask("/search", [*_parameters(arguments), ("view", "highlights"), ("limit", "1")])
    _check_values(answer)
    names = arguments.get("facets") or ["theme", "experience", "year"]
    return {
        "total": answer["total"],
        "relaxed": answer["relaxed"],
        "facets": {
            name: [
                {"value": bucket["value"], "label": bucket["label"], "lessons": bucket["count"]}
                for bucket in answer["facets"][name]
            ]
            for name in names
        },
        "values": {name: answer["facet_totals"][name] for name in names},
        "url": answer["links"]["html"],
    }


def _compare(arguments: JSON, ask: AskApi) -> JSON:
    limit = [("limit", str(arguments["limit"]))] if "limit" in arguments else []
    answer = ask("/compare", [*_parameters(arguments), *limit])
    for theme in answer["themes"]:
        for cell in theme["cells"]:
            cell["lessons"] = [_of_comparison(lesson) for lesson in cell["lessons"]]
    keys = ("places", "themes", "other_themes", "gaps", "relaxed", "notices", "shown_for")
    return {**{name: answer[name] for name in keys}, "url": answer["links"]["html"]}


def _match(arguments: JSON, ask: AskApi) -> JSON:
    answer = ask("/match", _language(arguments), {"text": arguments["text"]})
    return {
        "paragraphs": [
            {
                "number": paragraph["number"],
                "begins": paragraph["text"][:PARAGRAPH_BEGINNING],
                "lessons": [_of_match(lesson) for lesson in paragraph["lessons"]],
            }
            for paragraph in answer["paragraphs"]
            if paragraph["lessons"]
        ],
        **{name: answer[name] for name in ("compared", "not_read", "language", "lessons_in_language", "lessons")},
    }


def _parameters(arguments: JSON) -> Iterator[tuple[str, str]]:
    """Yield the parameters of the API that narrow what is looked for."""
    names = {"query": "q", "year_from": "year_from", "year_to": "year_to"}
    yield from ((names[name], str(value)) for name, value in arguments.items() if name in names)
    yield from (("theme", theme) for theme in arguments.get("themes", ()))
    yield from (("experience", place) for place in arguments.get("countries", ()))
    yield from _language(arguments)


def _check_values(answer: JSON) -> None:
    """Raise ToolError for selected countries and themes that have no name: nothing found would say nothing of them."""
    buckets = [bucket for name in ("experience", "theme") for bucket in answer["facets"][name] if bucket["selected"]]
    unknown = [bucket["value"] for bucket in buckets if bucket["label"] == bucket["value"] and not bucket["count"]]
    if unknown:
        names = ", ".join(map(repr, unknown))
        raise ToolError(f"There is no country, region or theme {names}; the tool facets names those there are.")


def _language(arguments: JSON) -> list[tuple[str, str]]:
    return [("lang", arguments["lang"])] if "lang" in arguments else []


_OF_WORKSHOP = (
    "id url title language start end themes experience organizers partners funders series source rights".split()
)


def _of_hit(hit: Mapping[str, Any]) -> JSON:
    return {
        "id": hit["id"],
        "url": hit["url"],
        "headline": hit["headline"],
        "text": hit["text"],
        "language": hit["language"],
        "workshop": hit["workshop"],
        "year": hit["year"],
        "place": _place(hit),
        "experience": hit["experience"],
        "themes": hit["themes"],
        "citation": _citation(hit, hit),
    }


def _of_comparison(lesson: Mapping[str, Any]) -> JSON:
    return {**lesson, "citation": _cited(lesson, lesson["workshop"]["title"], str(lesson["year"]))}


def _of_match(lesson: Mapping[str, Any]) -> JSON:
    citation = _citation({**lesson, "title": lesson["workshop"]["title"]}, lesson)
    return {**lesson, "place": _place(lesson), "citation": citation}


def _place(answer: Mapping[str, Any]) -> str:
    country = answer["country"]["label"] if answer["country"] else ""
    return ", ".join(filter(None, (answer["city"], country)))


def _citation(workshop: Mapping[str, Any], lesson: Mapping[str, Any]) -> str:
    return _cited(lesson, workshop["title"], ", ".join(filter(None, (_place(workshop), workshop["start"][:4]))))


def _cited(lesson: Mapping[str, Any], title: str, where: str) -> str:
    """Return a lesson's headline, if it has one, the title of its workshop, where and when it was, and its address."""
    return ". ".join(filter(None, (lesson["headline"], title, where, lesson["url"])))


_ALL = (
    Tool(
        "search",
        "Search lessons",
        "Find lessons learned in policy workshops. Answers lessons, best first, each with its text, the countries it"
        " discusses, its workshop, a citation and the url to cite it by.",
        {
            **_NARROWING,
            "countries": _COUNTRIES,
            "limit": {"type": "integer", "minimum": 1, "maximum": 50, "description": "How many; 10 if left out."},
            "offset": {
                "type": "integer",
                "minimum": 0,
                "maximum": 9_900,
                "description": "How many to leave out first.",
            },
        },
        _search,
    ),
    Tool(
        "get_lesson",
        "Read a lesson",
        "Read one lesson with its workshop (dates, place, organizers, funders, source) and the workshop's other"
        " lessons; or, by a workshop's id, the whole workshop.",
        {
            "id": {
                "type": "string",
                "minLength": 1,
                "maxLength": 1_000,
                "examples": ["2009-orlando/h1"],
                "description": "The lesson's id or its url, as search gives it.",
            },
            "lang": _LANG,
        },
        _get_lesson,
        ("id",),
    ),
    Tool(
        "facets",
        "Count lessons",
        "Count lessons by theme, country of experience, year and more: all of them, or those of a search. Tells which"
        " themes and countries there are, with the values that the other tools take.",
        {
            **_NARROWING,
            "countries": _COUNTRIES,
            "facets": {
                "type": "array",
                "minItems": 1,
                "maxItems": len(FACETS),
                "items": {"type": "string", "enum": [*FACETS], "maxLength": 10},
                "description": "What to count by; theme, experience and year if left out.",
            },
        },
        _facets,
    ),
    Tool(
        "compare",
        "Compare countries",
        "Put the lessons of two to four countries or regions side by side, theme by theme, the newest first, with the"
        " years they are from and the gaps.",
        {
            **_NARROWING,
            "countries": {**_COUNTRIES, "minItems": 2, "maxItems": 4, "description": "The countries or regions."},
            "limit": {
                "type": "integer",
                "minimum": 1,
                "maximum": 20,
                "description": "Lessons in a cell; 3 if left out.",
            },
        },
        _compare,
        ("countries",),
    ),
    Tool(
        "match",
        "Lessons for a draft",
        "For each paragraph of a draft the lessons that speak to it, at most three, each with why (words and countries"
        " that both have, or meaning). A paragraph that no lesson speaks to is left out. The text is kept nowhere.",
        {
            "text": {
                "type": "string",
                "minLength": 1,
                "maxLength": MAX_TEXT,
                "description": "Plain text; a blank line ends a paragraph.",
            },
            "lang": _LANG,
        },
        _match,
        ("text",),
    ),
)
TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in _ALL}
