"""What the words as written have to do with each other and with terms."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.store.plan import Arrays
from policysearch.language import LANGUAGES


class Forms:
    """Beside the lists of the field "form", whose numbers forms go by here.

    ``order`` has the forms' numbers sorted by (folded form, form), ``folded`` the folded forms in that order, so that
    prefixes and neighbours are slices; ``text`` has them as UTF-8, a line for each.
    ``terms[language]`` says, per form, the number of the term it is in the field
    of that language; -1 where it is none (a stop word there, or in no text of that language). ``by_term[language]`` is
    the other way round, (starts, forms): term ``n`` has the forms ``forms[starts[n]:starts[n + 1]]``, ascending.
    """

    def __init__(self, arrays: Arrays) -> None:
        self.order: NDArray[np.uint32] = arrays["form/order"]
        self.text: NDArray[np.uint8] = arrays["form/folded"]
        names = {language: f"form/terms_{language}" for language in LANGUAGES}
        self.terms: dict[str, NDArray[np.int32]] = {lang: arrays[n] for lang, n in names.items() if n in arrays}
        self.by_term: dict[str, tuple[NDArray[np.uint32], NDArray[np.uint32]]] = {
            language: (arrays[f"form/of_{language}/starts"], arrays[f"form/of_{language}"]) for language in self.terms
        }

    @cached_property
    def folded(self) -> list[str]:
        """The folded forms, sorted; equal ones stand as often as they have forms."""
        return bytes(self.text).decode("utf-8").split("\n") if len(self.text) else []
