"""Odd settings, in the environment, in the file and as options: each is one line that names it or a near name."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from policysearch.cli import policysearch
from policysearch.model.errors import SettingsError
from policysearch.settings import read

# Names that are nearly those of settings, and what is offered.
NEAR_NAMES = {
    "PROT": "PORT",
    "Port": "PORT",
    "HSOT": "HSTS",
    "WORKER": "WORKERS",
    "ENGIN": "ENGINE",
    "RATELIMIT": "RATE_LIMIT",
    "MEANINGS": "MEANING",
    "PUBLIC_URI": "PUBLIC_URL",
    "SEARCHLOGPATH": "SEARCHLOG_PATH",
    "SMTP_PASS": "SMTP_PASSWORD",
    "OPENSEARCH_HOST": "OPENSEARCH_HOSTS",
}
ODD_VALUES = [
    *(("port", value) for value in ("", "8e3", "0x50", "-1", "65536", "80 81", "1_0_0_0_0_0")),
    *(("workers", value) for value in ("0", "1.5", "65", "-2")),
    *((name, value) for name in ("index", "materials", "searchlog_path") for value in ("", " ", "\n", "\0")),
    *((name, value) for name in ("searchlog", "metrics", "mcp", "access_log") for value in ("", "2", "maybe")),
    *(("public_url", value) for value in ("example.org", "https://", "https://a b", "https://a/?q", "//a")),
    *(("logo", value) for value in ("//evil", "x y", "ftp://a/b")),
    *(("meaning", value) for value in ("yes", "ftp://x", "bundle")),
    *(("opensearch_hosts", value) for value in ("", "node1:9200", "http://a:9200 https://b:9200", "https://a/path")),
    *(("opensearch_timeout", value) for value in ("nan", "inf", "0", "soon", "-1")),
    ("opensearch_prefix", "Ä"), ("opensearch_prefix", "-a"), ("opensearch_replicas", "99"), ("citation_style", "Apa"),
    ("smtp_security", "ssl"), ("smtp_sender", "nobody"), ("smtp_sender", "a@b.org\nBcc: c@d.org"), ("smtp_host", "a b"),
    ("smtp_port", "0"), ("alerts_days", "-1"), ("cache_size", "-1"), ("trusted_proxies", "true"), ("hsts", "1y"),
    ("rate_limit_exempt", "10.0.0.1/8"), ("rate_limit_exempt", "localhost"), ("opensearch_password_file", "nowhere"),
    ("opensearch_password_file", "/"), ("smtp_password_file", "."),
]  # fmt: skip
ODD_FILES = {
    "port = 8000.0": "port",
    "port = true": "port",
    "port = 1979-05-27": "port",
    "port = nan": "port",
    "port = 9223372036854775808": "port",
    "port = 10**3": "TOML",
    f"port = {'9' * 5_000}": "TOML",
    "prot = 1": "Did you mean port",
    "[server]\nport = 1": "there is no setting 'server'",
    "site_name = {}": "site_name",
    "site_name = {de = 'x'}": "en, es, pt, fr",
    "site_name = {en = 1}": "site_name",
    "opensearch_hosts = [1]": "opensearch_hosts",
    "materials = ['a']": "materials",
    "materials = ''": "materials",
    "engine = 1": "engine",
    "file = 'x'": "there is no setting 'file'",
    "smtp_password = 'x'": "smtp_password_file",
    f"x = {'{a=' * 3_000}": "TOML",
    "a" * 1_000_000: "TOML",
    "a" * 1_000_001: "more than 1,000,000",
    "host = '127.0.0.1'\0": "TOML",
}
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="pipes and devices of Linux")


def line_of(error: pytest.ExceptionInfo[SettingsError]) -> str:
    """Return what staff read, after looking at its form."""
    line = str(error.value)
    assert "\n" not in line
    assert len(line) < 1_200  # all names of settings fit
    return line


@pytest.mark.parametrize(("name", "near"), NEAR_NAMES.items())
def test_a_near_name_is_offered(name: str, near: str) -> None:
    with pytest.raises(SettingsError) as error:
        read(environment={f"POLICYSEARCH_{name}": "1"})
    assert f"Did you mean POLICYSEARCH_{near}?" in line_of(error)


@pytest.mark.parametrize(("name", "value"), ODD_VALUES, ids=[f"{name}={value[:12]!r}" for name, value in ODD_VALUES])
def test_an_odd_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        read(environment={f"POLICYSEARCH_{name.upper()}": value})
    assert name in line_of(error)


@pytest.mark.parametrize(("content", "said"), ODD_FILES.items(), ids=[content[:16] for content in ODD_FILES])
def test_an_odd_file_is_named(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "policysearch.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(SettingsError) as error:
        read(file, {})
    assert said in line_of(error)


@pytest.mark.parametrize("content", ["port = 80".encode("utf-16"), b"institution = '\xff'"])
def test_a_file_in_another_encoding_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "policysearch.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError) as error:
        read(file, {})
    assert "utf-8" in line_of(error)


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "policysearch.toml"
    file.write_bytes(b"\xef\xbb\xbfport = 8001\r\nhost = '127.0.0.1'\r\n")
    assert read(file, {}).port == 8001


@pytest.mark.parametrize(
    "name", ["state", "opensearch_ca", "opensearch_password_file", "smtp_ca", "smtp_password_file", "meaning_key_file"]
)
def test_an_empty_variable_for_a_file_that_need_not_be_is_none(name: str) -> None:
    assert getattr(read(environment={f"POLICYSEARCH_{name.upper()}": ""}), name) is None


@on_linux
@pytest.mark.parametrize("name", ["opensearch_password_file", "smtp_password_file"])
def test_a_password_is_not_waited_for(tmp_path: Path, name: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place, said in ((pipe, "it is a pipe"), (Path("/dev/zero"), "it is a device"), (tmp_path, "it is a folder")):
        with pytest.raises(SettingsError) as error:
            read(environment={f"POLICYSEARCH_{name.upper()}": str(place)})
        assert said in line_of(error)


@pytest.mark.parametrize(
    "options",
    [("--port", "0"), ("--port", "70000"), ("--port", "-1"), ("--port", "x"), ("--workers", "0"), ("--workers", "65")],
)
def test_an_odd_option_of_serve_is_named(options: tuple[str, str]) -> None:
    result = CliRunner().invoke(policysearch, ["serve", *options])
    assert result.exit_code == 2
    assert options[0] in result.output.splitlines()[-1]
