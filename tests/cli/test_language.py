"""Commands speak the four languages: help, questions, answers, complaints, and the marks of drafts."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from policysearch.cli import COMMANDS
from policysearch.cli import language as cli_language
from policysearch.cli import policysearch as group
from policysearch.cli.language import FOLDER, confirm, gettext, language_of, ngettext, speak, translate
from policysearch.cli.output import count
from policysearch.model.errors import EngineError
from policysearch.model.message import from_json, joined, message, plural_message, to_json
from policysearch.yamltext.nodes import YamlError
from tests.cli.conftest import Run
from tests.cli.messages import Words, messages, untranslatable

pytestmark = pytest.mark.slow

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


@pytest.mark.parametrize("word", ["Reading", "Title", "Date", "yes", "published", "text"])
def test_people_s_words_stay_though_they_are_also_those_of_a_message(word: str) -> None:
    speak("es")
    assert gettext("Did you mean: {suggestion}", suggestion=word) == f"¿Quiso decir: {word}?"
    assert translate(joined("; ", (word, message("is not UTF-8 text")))).startswith(f"{word}; ")


def test_a_place_that_is_called_as_a_message_stays_in_a_draft(site: Path, run: Run) -> None:
    (site / "a.txt").write_text(DOCUMENT.replace("Lima, Perú", "Reading, Reino Unido y Lima, Perú"), "utf-8")
    assert run("import", "a.txt", "--lang", "es").exit_code == 0
    (draft,) = (site / "materials").glob("*.md")
    assert "Reading" in draft.read_text("utf-8")
    assert "Lectura" not in draft.read_text("utf-8")


def test_what_an_error_says_is_translated_within_another_sentence() -> None:
    speak("fr")
    for error in (EngineError("Wait until it is done."), YamlError(1, 1, "is nested too deeply")):
        assert error.message != translate(error.message)
        assert translate(error.message) in gettext("cannot be read: {error}", error=error.message)


def test_a_message_from_another_process_keeps_the_messages_within_it() -> None:
    speak("es")
    sentence = message("cannot be read: {error}", error=message("is not UTF-8 text"))
    assert translate(from_json(to_json(sentence))) == translate(sentence)
    assert "is not UTF-8" not in translate(sentence)


@pytest.mark.parametrize(
    ("language", "number", "noun", "words"),
    [
        ("fr", 12_345, "page", "12\u202f345 pages"),
        ("fr", 0, "page", "0 page"),
        ("fr", 12_345, "passage", "12\u202f345 passages"),
        ("pt", 12_345, "slide", "12.345 slides"),
    ],
)
def test_a_noun_that_is_the_same_in_english_has_the_language_s_numbers(
    language: str, number: int, noun: str, words: str
) -> None:
    speak(language)
    assert count(number, noun) == words


@pytest.mark.parametrize(
    ("language", "answer", "is_agreed"),
    [
        ("es", "si", True), ("es", "sí", True), ("es", "S", True), ("es", "no", False), ("es", "", False),
        ("pt", "nao", False), ("pt", "não", False), ("pt", "sim", True), ("fr", "oui", True), ("en", "yes", True),
    ],
)  # fmt: skip
def test_an_answer_needs_no_accents(language: str, answer: str, is_agreed: bool) -> None:
    @click.command()
    def asking() -> None:
        click.echo(f"= {confirm('?')}")

    speak(language)
    assert f"= {is_agreed}" in CliRunner().invoke(asking, input=f"{answer}\n").output


def test_click_speaks_where_no_temporary_folder_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> str:
        raise FileNotFoundError("No usable temporary directory")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    for language, words in (("es", "Uso:"), ("fr", "Utilisation"), ("en", "Usage:")):
        for cached in (getattr(module, "cache_clear", None) for module in vars(cli_language).values()):
            if cached:
                cached()
        assert words in CliRunner().invoke(group, ["check", "--help", "--lang", language]).output


def test_parts_of_a_search_are_called_in_the_language(site: Path, run: Run) -> None:
    (site / "materials" / "a.md").write_text("---\ntitle: Redes\nstart: 2011-05-03\n---\n", "utf-8")
    assert run("build").exit_code == 0
    assert "palabra, en 1" in run("explain", "redes", "--lang", "es").output
