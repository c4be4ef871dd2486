"""``python -m policysearch``: another way to run the ``policysearch`` command."""

from policysearch.cli import main

main()
