"""The page of this site that a request was sent from."""

from __future__ import annotations

from urllib.parse import SplitResult

from flask import request

from policysearch.web.addresses import split_address
from policysearch.web.site import site


def own_referrer() -> SplitResult | None:
    """Return the address of the page of this site that sent the reader here; None where another site did, or none."""
    referrer = split_address(request.referrer or "")
    public = split_address(site().settings.public_url) if site().settings.public_url else None
    is_own = referrer is not None and referrer.netloc in (request.host, public.netloc if public else request.host)
    return referrer if is_own and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin" else None
