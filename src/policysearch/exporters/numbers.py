"""Numbers as a language writes them."""

from functools import lru_cache

from babel.numbers import format_decimal


@lru_cache(maxsize=4096)  # Babel looks its locale up anew each time, and a page has dozens of counts
def format_number(value: int, language: str) -> str:
    """Return ``value`` with its thousands grouped as ``language`` does.

    Spanish groups by unbreakable spaces: in much of Latin America "10.000" reads as ten.
    """
    if -1000 < value < 1000:
        return str(value)
    text: str = format_decimal(value, locale=language)
    return text.replace(".", "\u00a0") if language == "es" else text
