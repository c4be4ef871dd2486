"""Accounts and certificates, through a real TLS proxy; and that the password is shown nowhere."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policysearch import settings as site_settings
from policysearch.engines import registry
from policysearch.model.errors import EngineError, SettingsError
from policysearch.query import Query, Word
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from tests.engines.opensearch.clients import WORKSHOPS, build_edition
from tests.engines.opensearch.proxy import Proxy, make_certificate, proxy

pytestmark = pytest.mark.cluster
PASSWORD = "a-secret-of-the-tests"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return make_certificate(tmp_path)


@pytest.fixture
def secured(site: Settings, certificate: Path) -> Iterator[Proxy]:
    with proxy(site.opensearch_hosts[0], f"reader:{PASSWORD}", certificate) as running:
        yield running


def secure_settings(site: Settings, secured: Proxy, **changes: object) -> Settings:
    options: dict[str, object] = {
        "opensearch_hosts": (secured.address,),
        "opensearch_account": "reader",
        "opensearch_password": PASSWORD,
        "opensearch_deadline": 2.0,
    }
    return replace(site, **options | changes)  # type: ignore[arg-type]


def test_with_account_and_authority_it_builds_and_answers(site: Settings, secured: Proxy, certificate: Path) -> None:
    settings = secure_settings(site, secured, opensearch_ca=certificate)
    build_edition(registry.open_generations(settings), 1)
    results = SearchService(registry.open_engine(settings)).search(Query(clause=Word("edition")))
    assert results.total == WORKSHOPS


def test_without_the_authority_the_certificate_is_refused(site: Settings, secured: Proxy) -> None:
    with pytest.raises(EngineError, match="certificate") as raised:
        registry.open_engine(secure_settings(site, secured))
    assert "opensearch_ca" in raised.value.hint


def test_an_authority_that_is_no_certificate_is_named(site: Settings, secured: Proxy, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("")
    for name in ("empty.pem", "missing.pem"):
        with pytest.raises(SettingsError, match=name):
            registry.open_engine(secure_settings(site, secured, opensearch_ca=tmp_path / name))


def test_a_wrong_password_is_one_line_and_the_password_is_nowhere(
    site: Settings, secured: Proxy, certificate: Path, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = secure_settings(site, secured, opensearch_ca=certificate, opensearch_password=f"{PASSWORD}-wrong")
    with caplog.at_level(logging.DEBUG), pytest.raises(EngineError, match="refuses the access of 'reader'") as raised:
        registry.open_engine(wrong)
    output = f"{raised.value} {raised.value!r} {wrong!r} {raised.value.__cause__!r} {caplog.text}"
    assert PASSWORD not in output


def test_the_password_comes_from_a_file_or_the_environment_and_not_from_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{PASSWORD}\n")
    file = tmp_path / "policysearch.toml"
    file.write_text('engine = "opensearch"\nopensearch_password_file = "secret"\n')
    assert site_settings.read(file, {}).opensearch_password == PASSWORD
    environment = {"POLICYSEARCH_OPENSEARCH_PASSWORD": "another"}
    assert site_settings.read(file, environment).opensearch_password == "another"
    site_settings.take_secrets(environment)
    assert environment == {}
    file.write_text(f'opensearch_password = "{PASSWORD}"\n')
    with pytest.raises(SettingsError, match="does not belong in this file") as raised:
        site_settings.read(file, {})
    assert PASSWORD not in str(raised.value)
