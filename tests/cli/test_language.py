"""Commands speak the four languages: help, questions, answers, complaints, and the marks of drafts."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from policysearch.cli import COMMANDS
from policysearch.cli import policysearch as group
from policysearch.cli.language import FOLDER, gettext, language_of, ngettext, speak, translate
from policysearch.model.message import joined, message, plural_message
from tests.cli.conftest import Run
from tests.cli.messages import Words, messages, untranslatable

TRANSLATED = ("es", "pt", "fr")
GAP = re.compile(r"\{\w+[^}]*\}|%\(\w+\)s")
CLICK = Path(click.__file__).parent
DOCUMENT = """Taller sobre redes

Lima, Perú, 3 de mayo de 2011

Escriba a ana@example.org.

Lecciones aprendidas
- Una red pequeña aprende
"""


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


def translations(language: str, files: str = "*.po") -> dict[Words, tuple[str, ...]]:
    entries: dict[Words, tuple[str, ...]] = {}
    for path in (FOLDER / language).glob(files):
        with path.open("rb") as file:
            for entry in read_po(file, locale=language):
                if entry.id:
                    words = tuple(entry.id) if isinstance(entry.id, list | tuple) else entry.id
                    entries[words] = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    return entries


def of_click(language: str) -> dict[Words, tuple[str, ...]]:
    return translations(language, "click.po")


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_of_a_command_is_translated(language: str) -> None:
    translated = {words for words, forms in translations(language).items() if all(forms)}
    assert messages() - translated == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language: str) -> None:
    assert set(translations(language)) - messages() - set(of_click(language)) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_what_is_filled_in(language: str) -> None:
    for words, forms in translations(language).items():
        plain = words if isinstance(words, str) else words[-1]
        assert sorted(GAP.findall(forms[-1])) == sorted(GAP.findall(plain)), plain


def test_no_text_that_staff_read_is_without_a_translation() -> None:
    assert list(untranslatable()) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_words_of_click_are_those_it_has(language: str) -> None:
    source = "".join(path.read_text("utf-8") for path in CLICK.glob("*.py")).replace('"\n', "").replace('"', "")
    for words in of_click(language):
        for text in (words,) if isinstance(words, str) else words:
            assert text.replace("\n\t", "\\n\\t") in re.sub(r"\s+", " ", source), text


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["check"], {}, "en"),
        (["check"], {"LANG": "es_PE.UTF-8"}, "es"),
        (["check"], {"LANG": "es_PE.UTF-8", "LC_ALL": "pt_BR.UTF-8"}, "pt"),
        (["check"], {"LANG": "es_PE.UTF-8", "LC_MESSAGES": "fr_CA"}, "fr"),
        (["check"], {"LANG": "de_DE.UTF-8"}, "en"),
        (["check"], {"LANG": "C.UTF-8"}, "en"),
        (["check", "--lang", "fr"], {"LANG": "es"}, "fr"),
        (["--lang=pt", "check"], {"LANG": "es"}, "pt"),
        (["check", "--lang", "xx"], {"LANG": "es"}, "es"),
        (["search", "--", "--lang", "fr"], {"LANG": "es"}, "es"),
    ],
)
def test_the_language_is_that_of_the_option_else_that_of_the_system(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert language_of(arguments, environment) == language


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", TRANSLATED)
def test_every_command_has_its_help_in_every_language(name: str, language: str) -> None:
    english = CliRunner().invoke(group, [name, "--help", "--lang", "en"]).stdout
    spoken = CliRunner().invoke(group, [name, "--lang", language, "--help"]).stdout
    sentences = {line.strip() for line in english.splitlines() if len(line.split()) > 4 and "policysearch" not in line}
    assert sentences
    assert not sentences & {line.strip() for line in spoken.splitlines()}
    assert {"es": "Muestra este mensaje", "pt": "Mostra esta mensagem", "fr": "Affiche ce message"}[language] in spoken


@pytest.mark.parametrize(
    ("language", "complaint", "hint"),
    [
        ("es", "No existe la opción '--jsom'. ¿Quiso decir '--json'?", "Pruebe"),
        ("pt", "Não existe a opção '--jsom'. Você quis dizer '--json'?", "Tente"),
        ("fr", "L'option '--jsom' n'existe pas. Vouliez-vous dire '--json' ?", "Essayez"),
    ],
)
def test_a_wrong_option_is_complained_about_in_the_system_s_language(language: str, complaint: str, hint: str) -> None:
    result = CliRunner().invoke(group, ["check", "--jsom"], env={"LC_ALL": f"{language}.UTF-8"})
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert hint in result.stderr


def test_problems_of_materials_are_told_in_the_language(site: Path, run: Run) -> None:
    (site / "materials" / "a.md").write_text("---\nstart: 2011-05-03\ncountry: Chilli\n---\n", "utf-8")
    told = run("check", "--lang", "es").stdout
    assert "falta el título (escriba title: …)" in told
    assert "país desconocido 'Chilli' (¿quiso decir Chile?)" in told
    assert "1 taller: " in run("check", "--lang", "es").stdout or "0 talleres: " in told


def test_marks_of_a_draft_are_in_the_language_of_whoever_imports(site: Path, run: Run) -> None:
    (site / "a.txt").write_text(DOCUMENT, "utf-8")
    result = run("import", "a.txt", "--lang", "pt")
    assert "1 rascunho. Veja as linhas marcadas com review" in result.stdout
    draft = (site / "materials" / "2011-lima.md").read_text("utf-8")
    assert "<!-- review: Tem endereços de e-mail (ana@example.org): podem ser públicos? -->" in draft
    assert "ana@example.org" in run("publish", "2011-lima", "--lang", "fr").stdout


def test_a_refusal_from_the_process_that_reads_is_translated(site: Path, run: Run) -> None:
    (site / "a.xyz").write_text("Text", "utf-8")
    (site / "b.pdf").write_bytes(b"%PDF-1.7 cut short")
    told = run("import", "a.xyz", "b.pdf", "--lang", "fr").stderr
    assert "a.xyz: les fichiers nommés .xyz ne sont pas importés." in told
    assert "b.pdf: il est endommagé ou tronqué." in told
    assert "2 documents refusés" in told


def test_errors_are_told_with_their_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    error = CliRunner().invoke(group, ["review", "x", "--lang", "es"]).exception
    assert error is not None
    speak("es")
    assert translate(error.args[0]) == "Aquí no hay ningún sitio: no existe la carpeta materials."


def test_numbers_and_plurals_follow_the_language() -> None:
    speak("fr")
    assert ngettext("{number:,} workshop", "{number:,} workshops", 0) == "0 atelier"
    assert ngettext("{number:,} workshop", "{number:,} workshops", 1) == "1 atelier"
    speak("pt")
    assert ngettext("{number:,} workshop", "{number:,} workshops", 12_000) == "12.000 oficinas"
    speak("en")
    assert ngettext("{number:,} workshop", "{number:,} workshops", 12_000) == "12,000 workshops"


def test_messages_within_messages_are_translated() -> None:
    speak("es")
    error = ValueError(message("it takes a number from 1 to 64"))
    sentence = message(
        "The setting {name} cannot be {value_text}: {error}.", name="workers", value_text="0", error=error
    )
    assert translate(sentence) == "El ajuste workers no puede ser 0: debe ser un número de 1 a 64."
    parts = joined(", ", [plural_message("{number:,} highlight", "{number:,} highlights", 2), "funders"])
    assert parts == "2 highlights, funders"
    assert gettext("{document} -> {path} (added: {added})", document="a", path="b", added=parts) == (
        "a -> b (añadido: 2 destacados, funders)"
    )


def test_what_comes_from_elsewhere_is_no_template() -> None:
    speak("es")
    assert translate(message("{name.__class__}", name="x")) == "<class 'str'>"
    assert translate("100 {percent}") == "100 {percent}"
