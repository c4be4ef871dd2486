"""Signed links: who may confirm, keep or leave, without an account. Each is for one purpose and expires."""

from __future__ import annotations

from typing import Literal

from itsdangerous import BadData, URLSafeTimedSerializer

Purpose = Literal["confirm", "keep", "leave"]


class Links:
    """Signs ids for links and reads them again, with the ``secret`` of the site."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def sign(self, purpose: Purpose, subject: str) -> str:
        """Return what a link for ``purpose`` carries: the id ``subject``, the time, and a signature."""
        return str(self._serializer(purpose).dumps(subject))

    def read(self, purpose: Purpose, token: str, max_age: int) -> str | None:
        """Return the id of a link of ours for ``purpose``; None of any other and of one older than ``max_age`` s."""
        try:
            return str(self._serializer(purpose).loads(token, max_age=max_age))
        except BadData:
            return None

    def _serializer(self, purpose: Purpose) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret, salt=f"policysearch.alerts.{purpose}")
