"""A site of two generations that share their large segment, and a copy of it for each test."""

from pathlib import Path

import pytest

from policysearch.engines.whoosh.generations import manifest
from tests.faults.campaign.site_under_fault import make_site
from tests.faults.sites import Site, largest


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = make_site(tmp_path_factory.mktemp("site"))
    segment = largest(site.generations()[0]).stat()
    assert segment.st_nlink == 2
    assert segment.st_size > manifest.SMALL
    return site


@pytest.fixture
def site(built: Site, tmp_path: Path) -> Site:
    return built.copy(tmp_path / "site")
