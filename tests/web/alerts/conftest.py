"""A site with alerts, as in the tests of what they are made of."""

from tests.alerts.conftest import inbox, site

__all__ = ["inbox", "site"]
