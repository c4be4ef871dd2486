"""``python -m policysearch``: the same as the ``policysearch`` command."""

from policysearch.cli import main

main()
