"""The lines that a site with a strict Content-Security-Policy adds for the box, each to the directive of its name.

There is none for styles, since the script of the element constructs them, which no policy restricts, and none for
Trusted Types, since it writes no HTML.
"""

from __future__ import annotations

NONCE = "'nonce-NONCE'"


def element(base: str) -> dict[str, str]:
    """Return the lines of the element for a site that lists hosts, gives nonces, or trusts what its scripts load."""
    connections = f"connect-src {base}/api/;\nform-action {base}/;"
    return {
        "hosts": f"script-src {base}/static/;\n{connections}",
        "nonce": f"script-src {NONCE};\n{connections}",
        "strict-dynamic": f"script-src {NONCE} 'strict-dynamic';\n{connections}",
    }


def frame(base: str) -> str:
    """Return the line of the frame."""
    return f"frame-src {base}/embed;"


def form(base: str) -> str:
    """Return the line of the plain form."""
    return f"form-action {base}/;"
