"""``python -m tests.vocabulary.renewing``: writes the names of countries anew from CLDR, as Babel has it."""

import re
from pathlib import Path

from babel import Locale

from policysearch.settings import LANGUAGES
from policysearch.vocabulary import countries

NOT_COUNTRIES = frozenset(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"])


def table() -> str:
    """The names in every language, by code, separated by tabs."""
    names = {language: Locale(language).territories for language in LANGUAGES}
    codes = sorted(
        code for code in map(str, names["en"]) if re.fullmatch("[A-Z]{2}", code) and code not in NOT_COUNTRIES
    )
    rows = [
        ("code", *LANGUAGES),
        *((code, *(str(names[language].get(code, code)) for language in LANGUAGES)) for code in codes),
    ]
    return "".join("\t".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    Path(countries.NAMES).write_text(table(), "utf-8")
