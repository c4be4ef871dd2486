"""Nothing is undocumented: commands, their options, settings and addresses."""

import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click
import pytest

from policysearch import settings, starter
from policysearch.cli import COMMANDS, policysearch
from policysearch.materials import checking
from policysearch.web import create_app
from tests.web.fake import FakeSearcher

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
GUIDE = (Path(settings.__file__).parent / "starter" / "GUIDE.md").read_text("utf-8")


def command(name: str) -> click.Command:
    found = policysearch.get_command(click.Context(policysearch), name)
    assert found is not None
    return found


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
    known = {(name, text) for name, option in options() for text in option.opts}
    used = re.findall(r"(?:^|/|`|\\|ec )policysearch ([a-z]+)((?: [^#\n`;\"]+)*)", GUIDE, re.MULTILINE)
    assert len(used) > 20
    for name, rest in used:
        assert name in COMMANDS, name
        assert all((name, option) in known for option in re.findall(r"--[a-z-]+", rest)), (name, rest)


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
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    return found


def test_the_guides_settings_are_settings(tmp_path: Path) -> None:
    for number, text in enumerate(examples("toml")):
        file = tmp_path / f"{number}.toml"
        file.write_text(text, "utf-8")
        assert settings.read(file, {}).public_url


def test_the_guides_material_and_vocabulary_are_without_fault(tmp_path: Path) -> None:
    starter.copy(tmp_path / "site")
    folder = tmp_path / "site" / "materials"
    (material,) = examples("markdown")
    (folder / "2012-lima.md").write_text(material.replace("draft: true\n", ""), "utf-8")
    for text in examples("yaml"):
        name = text.split(":")[0].removeprefix("# ")
        (folder / "vocabulary" / name).write_text(text, "utf-8")
    assert checking.check(folder).problems == ()


def test_the_guides_units_belong_together() -> None:
    service, build, timer, *_ = (dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE)) for text in examples("ini"))
    assert service["User"] == build["User"]
    assert service["WorkingDirectory"] == build["WorkingDirectory"] == service["ReadWritePaths"]
    assert build["ExecStart"].endswith("policysearch build --yes")
    assert timer["OnUnitActiveSec"] == "5min"
