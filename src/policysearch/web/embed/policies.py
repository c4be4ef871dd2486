"""What a site with a strict Content-Security-Policy adds for the box: each line joins the directive of its name.

No line for styles: the element's are constructed by its script, which no policy restricts. None for Trusted Types:
it writes no HTML.
"""

from __future__ import annotations

NONCE = "'nonce-NONCE'"


def element(base: str) -> dict[str, str]:
    """For the element on a site that lists hosts, gives nonces, or trusts what its scripts load."""
    asks = f"connect-src {base}/api/;\nform-action {base}/;"
    return {
        "hosts": f"script-src {base}/static/;\n{asks}",
        "nonce": f"script-src {NONCE};\n{asks}",
        "strict-dynamic": f"script-src {NONCE} 'strict-dynamic';\n{asks}",
    }


def frame(base: str) -> str:
    """For the frame."""
    return f"frame-src {base}/embed;"


def form(base: str) -> str:
    """For the plain form."""
    return f"form-action {base}/;"
