"""The long form of the campaign of faults; ``__main__.py`` has its commands."""
