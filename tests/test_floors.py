"""The house's floors: who may import whom, and which guests keep to which rooms."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "policysearch"
FLOORS = [
    {"model"},
    {"setting_values", "catalogues", "durable_files", "queue_threads", "regular_files"},
    {"settings", "compression", "method_cache", "sqlite_files", "mcp"},
    {"processes"},
    {"text", "yamltext"},
    {"vocabulary"},
    {"materials"},
    {"query", "searchlog"},
    {"engines"},
    {"search"},
    {"alerts"},
    {"starter", "web", "matching", "importers", "exporters", "publishing"},
    {"evaluation"},
    {"wsgi"},
    {"cli"},
    {"__main__"},
]
GUESTS = {
    "flask": ("web",),
    "jinja2": ("web", "searchlog"),
    "werkzeug": ("web", "cli/live_reload"),
    "click": ("cli",),
    "markdown": ("materials",),
    "nh3": ("materials",),
    "whoosh": ("engines/whoosh",),
    "opensearchpy": ("engines/opensearch",),
    "itsdangerous": ("alerts",),
    "granian": ("cli",),
    "prometheus_client": ("web/http",),
    "citeproc": ("exporters/citation_styles",),
    "xlsxwriter": ("exporters/xlsx",),
}
SHARED_BY_ENGINES = ("contract", "build_contract", "term_expander", "build_lock")
WRITERS = ("publishing", "cli")  # rooms that see the writing side of the contract
NEIGHBOURS = {
    ("web", "exporters"),
    ("web", "matching"),
    ("matching", "exporters"),
    ("matching", "importers"),
}
MODULES = sorted(SOURCE.rglob("*.py"))
VAGUE = frozenset(  # pronouns, adverbs and participles: as names they say nothing of what a thing is
    "found held told said asked chosen known kept shown own made left one others whole given done here there "
    "before after apart wanted taken drawn listed counted worded some few again beyond below".split()
)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(
                {node.module} if node.module != "policysearch" else {f"policysearch.{a.name}" for a in node.names}
            )
    return found


def room(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def floor(name: str) -> int | None:
    return next((number for number, rooms in enumerate(FLOORS) if name in rooms), None)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_imports_only_from_floors_below_or_its_own_room(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return
    assert floor(here) is not None, f"{here} has no floor"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "policysearch" or len(parts) < 2 or parts[1] in (here, "__version__"):
            continue
        there = floor(parts[1])
        assert there is not None, f"{parts[1]} has no floor"
        assert there < (floor(here) or 0) or (here, parts[1]) in NEIGHBOURS, f"{here} must not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_guests_keep_to_their_rooms(path: Path) -> None:
    place = path.relative_to(SOURCE).as_posix()
    for name in imports(path):
        rooms = GUESTS.get(name.split(".")[0])
        if rooms:
            assert any(place.startswith(r) for r in rooms), f"{name} is not at home in {place}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_engine_imports_another(path: Path) -> None:
    parts = path.relative_to(SOURCE).parts
    if parts[0] != "engines" or len(parts) < 3:
        return
    for name in imports(path):
        if name.startswith("policysearch.engines."):
            assert name.split(".")[2] in (parts[1], *SHARED_BY_ENGINES)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_an_engine_is_seen_through_its_contract_and_opened_through_the_registry(path: Path) -> None:
    here = room(path)
    if here == "engines":
        return
    for name in imports(path):
        if name.startswith("policysearch.engines"):
            allowed = {"policysearch.engines.contract"}
            if here in WRITERS:
                allowed.add("policysearch.engines.build_contract")
            if here in ("cli", "wsgi", "evaluation"):
                allowed.add("policysearch.engines.registry")
            assert name in allowed, f"{here} must not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_names_say_what_a_thing_is(path: Path) -> None:
    names = {name for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in bound_by(node)}
    assert not {name for name in names if name.strip("_").lower() in VAGUE}


def bound_by(node: ast.AST) -> tuple[str, ...]:
    """Return the name that a node binds: a variable, a parameter, a function or a class."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return (node.id,)
    if isinstance(node, ast.arg):
        return (node.arg,)
    return (node.name,) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else ()
