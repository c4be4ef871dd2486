"""Settings: file and environment, read once, every mistake named."""

import re
from pathlib import Path

import pytest

from policysearch import settings
from policysearch.cli.language import speak, translate
from policysearch.model.errors import SettingsError
from policysearch.settings import Settings


def write(folder: Path, text: str) -> Path:
    file = folder / "policysearch.toml"
    file.write_text(text, "utf-8")
    return file


def test_without_a_file_the_defaults_hold() -> None:
    assert settings.read(None, {}) == Settings()


def test_relative_paths_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    site_settings = settings.read(write(tmp_path, 'materials = "texts"\n'), {})
    assert site_settings.materials == tmp_path / "texts"
    assert site_settings.index == tmp_path / "index"


def test_the_environment_outranks_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, "port = 8080\nworkers = 3\n")
    site_settings = settings.read(file, {"POLICYSEARCH_PORT": "9090"})
    assert (site_settings.port, site_settings.workers) == (9090, 3)


def test_a_misspelt_setting_is_named_with_its_likely_meaning(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"'prot'.*Did you mean port\?"):
        settings.read(write(tmp_path, "prot = 1\n"), {})


def test_a_misspelt_variable_is_named_too() -> None:
    with pytest.raises(SettingsError, match=r"'POLICYSEARCH_PORTT'.*Did you mean POLICYSEARCH_PORT\?"):
        settings.read(None, {"POLICYSEARCH_PORTT": "1"})


def test_variables_that_are_like_no_setting_are_another_program_s() -> None:
    assert settings.read(None, {"POLICYSEARCH_SERVICE_HOST_ADDRESS": "x"}) == Settings()
    assert settings.read(None, {"POLICYSEARCH_SETTINGS": "x.toml"}) == Settings()


def test_broken_toml_names_the_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"policysearch\.toml.*line 1"):
        settings.read(write(tmp_path, "port = = 1\n"), {})


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no settings file"):
        settings.read(tmp_path / "none.toml", {})


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("", "off"),
        ("OFF", "off"),
        (" Bundled ", "bundled"),
        ("https://embeddings.example.org/v1/", "https://embeddings.example.org/v1"),
        ("http://[::1]:8080/v1/embeddings", "http://[::1]:8080/v1"),
    ],
)
def test_meaning_is_off_bundled_or_an_address(value: str, meaning: str) -> None:
    assert settings.read(None, {"POLICYSEARCH_MEANING": value}).meaning == meaning


@pytest.mark.parametrize("value", ["on", "ftp://h/v1", "http://", "//h/v1", "http://u:p@h/v1", "http://h/v1?x=1"])
def test_what_is_no_address_of_embeddings_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="off, bundled, or an address"):
        settings.read(None, {"POLICYSEARCH_MEANING": value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "high"),
        ("WORKERS", "65"),
        ("SEARCHLOG", "maybe"),
        ("PUBLIC_URL", "ftp://example.org"),
        ("PUBLIC_URL", "https://example.org/?q="),
        ("RATE_LIMIT", "-1"),
    ],
)
def test_a_value_of_the_wrong_form_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name.lower()):
        settings.read(None, {f"POLICYSEARCH_{name}": value})


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("PORT", "high", "it takes a whole number"),
        ("OPENSEARCH_TIMEOUT", "soon", "it takes a number of seconds"),
        ("RATE_LIMIT_EXEMPT", "everybody", "it takes a list such as"),
        ("PUBLIC_URL", "http://[::1/", "it takes an address such as"),
        ("PUBLIC_URL", "http://example.org:99999", "it takes a port from 1 to 65535"),
        ("LOGO", "http://[::1/", "it takes an address such as"),
        ("SMTP_HOST", "mail.example.org/x", "it takes the name of a host such as"),
        ("SMTP_SECURITY", "ssl", "it takes one of starttls, tls, none"),
        ("SMTP_SENDER", "Lessons <lessons@example.org>", "it takes an e-mail address such as"),
    ],
)
@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_why_a_value_is_refused_is_in_the_house_s_words_and_translated(
    name: str, value: str, reason: str, language: str
) -> None:
    with pytest.raises(SettingsError, match=re.escape(f": {reason}")) as caught:
        settings.read(None, {f"POLICYSEARCH_{name}": value})
    speak(language)
    try:
        assert reason not in translate(caught.value.message)
    finally:
        speak("en")


def test_the_public_address_has_no_slash_at_its_end() -> None:
    site_settings = settings.read(None, {"POLICYSEARCH_PUBLIC_URL": "https://example.org/lessons/"})
    assert site_settings.public_url == "https://example.org/lessons"


def test_the_site_name_is_one_for_all_languages_or_a_table(tmp_path: Path) -> None:
    shared_name = settings.read(write(tmp_path, 'site_name = "Lessons"\n'), {})
    assert shared_name.name("fr") == "Lessons"
    table = settings.read(write(tmp_path, '[site_name]\nes = "Lecciones"\n'), {})
    assert table.name("es") == "Lecciones"
    assert table.name("en") == "Lecciones"
    with pytest.raises(SettingsError, match="site_name"):
        settings.read(write(tmp_path, '[site_name]\nde = "Lektionen"\n'), {})


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "policysearch.toml"
    file.write_bytes(b"\xef\xbb\xbfport = 81\n")
    assert settings.read(file, {}).port == 81


@pytest.mark.parametrize("name", settings.SECRETS)
def test_a_password_is_in_a_file_of_its_own_or_in_the_environment_and_nowhere_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("of the file\n")
    file = write(tmp_path, f'{name}_file = "secret"\n')
    environment = {f"POLICYSEARCH_{name.upper()}": "of the environment"}
    assert getattr(settings.read(file, {}), name) == "of the file"
    site_settings = settings.read(file, environment)
    assert getattr(site_settings, name) == "of the environment"
    assert "of the environment" not in repr(site_settings)
    settings.take_secrets(environment)
    assert environment == {}
    with pytest.raises(SettingsError, match=f"{name}_file names") as caught:
        settings.read(write(tmp_path, f'{name} = "in the open"\n'), {})
    assert "in the open" not in str(caught.value)
    with pytest.raises(SettingsError, match=f"{name}_file"):
        settings.read(write(tmp_path, f'{name}_file = "none"\n'), {})


@pytest.mark.parametrize("name", ["MEANING", "PUBLIC_URL", "OPENSEARCH_HOSTS"])
def test_a_refused_address_is_repeated_without_its_password(name: str) -> None:
    value = "https://reader:s@sesame@host.example/v1"
    with pytest.raises(SettingsError) as refusal:
        settings.read(None, {f"POLICYSEARCH_{name}": value})
    assert "//…@host.example" in str(refusal.value)
    assert "sesame" not in str(refusal.value)
