"""Nothing is undocumented: commands, options, settings, addresses, rooms, limits; and what documents name is there."""

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from inspect import cleandoc
from pathlib import Path

import click
import pytest

from policysearch import settings, starter
from policysearch.cli import COMMANDS, policysearch
from policysearch.materials import checking
from policysearch.web import create_app
from tests.web.fake import FakeSearcher

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "policysearch"
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (SOURCE / "starter" / "GUIDE.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
OPERATIONS = (ROOT / "docs" / "OPERATIONS.md").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
LONGEST_README = 150
FILES = re.compile(r"[\w./-]+\.(?:py|po|js|html|tsv|css)")


def command(name: str) -> click.Command:
    loaded = policysearch.get_command(click.Context(policysearch), name)
    assert loaded is not None
    return loaded


def options() -> Iterator[tuple[str, click.Option]]:
    for name in COMMANDS:
        yield from ((name, option) for option in command(name).params if isinstance(option, click.Option))


def addresses() -> Iterator[str]:
    """The app's rules, with converters left out of their placeholders."""
    app = create_app(FakeSearcher(), settings.Settings(searchlog=False))
    for rule in app.url_map.iter_rules():
        yield re.sub(r"<(?:[^:<>]*:)?(\w+)>", r"<\1>", rule.rule)


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    assert f"| `{name}` |" in README


def test_the_guide_uses_no_command_and_no_option_that_there_is_not() -> None:
    defined = {(name, text) for name, option in options() for text in option.opts}
    lines = re.findall(r"(?:^|/|`|\\|ec )policysearch ([a-z]+)((?: [^#\n`;\"]+)*)", GUIDE, re.MULTILINE)
    assert len(lines) > 20
    for name, rest in lines:
        assert name in COMMANDS, name
        assert all((name, option) in defined for option in re.findall(r"--[a-z-]+", rest)), (name, rest)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_shows_an_example(name: str) -> None:
    help_text = cleandoc(command(name).help or "")
    assert f"\n\n\b\npolicysearch {name}" in help_text, help_text
    assert help_text.split("\n")[0].endswith((".", "?")), "the first sentence says what it does"


def test_every_option_says_what_it_does() -> None:
    silent = [f"{name} {option.opts[0]}" for name, option in options() if not (option.help or "").endswith(".")]
    assert silent == []


@pytest.mark.parametrize("name", settings.NAMES)
def test_the_readme_names_every_setting_in_its_table(name: str) -> None:
    table = README.partition("### Settings")[2].partition("\n##")[0]
    assert any(name in quoted(line.split("|")[1]) for line in table.splitlines() if line.startswith("| `"))


def test_the_readme_names_every_address_and_no_other() -> None:
    table = README.partition("### Addresses")[2].partition("\n##")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {address for row in rows for address in quoted(row)} == set(addresses())


@pytest.mark.parametrize("name", COMMANDS)
def test_wrong_usage_ends_with_two(name: str) -> None:
    with pytest.raises(click.exceptions.UsageError) as raised:
        command(name).main(["--no-such-option"], standalone_mode=False)
    assert raised.value.exit_code == 2


def examples(language: str) -> list[str]:
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert blocks
    return blocks


def test_the_guides_settings_are_settings(tmp_path: Path) -> None:
    for number, text in enumerate(examples("toml")):
        file = tmp_path / f"{number}.toml"
        file.write_text(text, "utf-8")
        for name in re.findall(r'password_file = "([^"]+)"', text):
            (tmp_path / name).write_text("secret")
        read = settings.read(file, {})
        assert read.public_url or read.meaning != "off"


def test_the_guides_material_and_vocabulary_are_without_fault(tmp_path: Path) -> None:
    starter.copy(tmp_path / "site")
    folder = tmp_path / "site" / "materials"
    (material,) = examples("markdown")
    (folder / "2012-lima.md").write_text(material.replace("draft: true\n", ""), "utf-8")
    for text in examples("yaml"):
        name = text.split(":")[0].removeprefix("# ")
        path = folder / "vocabulary" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert checking.check(folder).problems == ()


def test_the_guides_units_belong_together() -> None:
    service, build, timer, *_ = (dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE)) for text in examples("ini"))
    assert service["User"] == build["User"]
    assert service["WorkingDirectory"] == build["WorkingDirectory"] == service["ReadWritePaths"]
    assert build["ExecStart"].endswith("policysearch build --yes")
    assert timer["OnUnitActiveSec"] == "5min"


def prose(page: Path) -> str:
    """The text of a page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosting sites make them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_documents_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_document_is_reached_from_the_readme() -> None:
    visited, queue = set[Path](), [ROOT / "README.md"]
    while queue:
        page = queue.pop()
        if page in visited or page.suffix != ".md" or not page.is_file():
            continue
        visited.add(page)
        links = re.findall(r"\]\(([^)\s#:]+)[^)\s]*\)", prose(page))
        queue += [(page.parent / link).resolve() for link in links]
    assert {*PAGES} <= visited


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= LONGEST_README


def rooms() -> set[str]:
    """The folders of the source that have modules, and its modules outside of any."""
    folders = {f"{path.parent.relative_to(SOURCE).as_posix()}/" for path in SOURCE.rglob("*.py")} - {"./"}
    return folders | {path.name for path in SOURCE.glob("*.py") if not path.name.startswith("__")}


def sections() -> dict[str, str]:
    """The sections of the architecture by the room that is their title."""
    pairs = re.findall(r"^## `([^`]+)` · [^\n]+\?$(.*?)(?=^##? |\Z)", ARCHITECTURE, re.DOTALL | re.MULTILINE)
    return dict(pairs)


def test_every_room_has_its_section_titled_by_a_question_and_there_are_no_others() -> None:
    assert {*sections()} == rooms()


@pytest.mark.parametrize("room", sorted(sections()))
def test_a_section_says_what_a_room_is_useful_for_and_what_not(room: str) -> None:
    assert "\n- Useful for: " in sections()[room]
    assert "\n- Not useful for: " in sections()[room]


@pytest.mark.parametrize("room", sorted(room for room in rooms() if room.count("/") < 2))
def test_the_readmes_map_has_every_room(room: str) -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", README.partition("## For developers")[2], re.MULTILINE)
    assert any(name.startswith(room) for row in rows for name in quoted(row))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_that_documents_name_are_there(page: Path) -> None:
    paths = [f"/{path.relative_to(ROOT).as_posix()}" for path in (*SOURCE.rglob("*"), *(ROOT / "tests").rglob("*"))]
    for name in quoted(prose(page)):
        if FILES.fullmatch(name) and not name.startswith("/"):
            assert any(path.endswith(f"/{name}") for path in paths), name


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_its_four_parts_and_is_listed(page: Path) -> None:
    headings = re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Context", "Options", "Decision", "Consequences"]
    assert page.read_text("utf-8").startswith(f"# {page.stem[:3]} · ")
    assert f"(adr/{page.name})" in ARCHITECTURE


def limits() -> Iterator[tuple[str, str, str]]:
    """(value, module, constant) of each row of the table of limits."""
    table = OPERATIONS.partition("## Limits")[2].partition("\n## ")[0]
    yield from re.findall(r"^\| [^|]+ \| ([\d,.]+) \| `([\w/]+)\.py` `(\w+)` \|$", table, re.MULTILINE)


def test_the_table_of_limits_is_read() -> None:
    assert len([*limits()]) > 40


@pytest.mark.parametrize(("value", "module", "constant"), [*limits()], ids=str)
def test_a_limit_is_what_the_code_says(value: str, module: str, constant: str) -> None:
    assert getattr(import_module(f"policysearch.{module.replace('/', '.')}"), constant) == float(value.replace(",", ""))


def test_every_target_of_make_and_every_mark_is_documented() -> None:
    targets = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    hidden = {"clean", "install"}
    for target in {*" ".join(targets).split()} - hidden:
        assert f"make {target}" in README + CONTRIBUTING, target
    options = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
    for mark in options["markers"]:
        assert f"| `{mark.partition(':')[0]}` |" in CONTRIBUTING, mark
