"""``python -m policysearch``: another way to run the ``policysearch`` command."""

import sys
from pathlib import Path

if sys.path and sys.path[0] == str(Path.cwd()) and not Path(__file__).is_relative_to(sys.path[0]):
    del sys.path[0]  # what lies in the working folder is no part of the program

from policysearch.cli import main

main()
