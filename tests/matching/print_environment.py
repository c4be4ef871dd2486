"""Prints the environment of a process that the sandbox starts."""

import os

if __name__ == "__main__":
    print(dict(os.environ))
