"""Notices: what of a search does not count, as a code and values that the web and the command line word."""

from __future__ import annotations

from typing import Literal, NamedTuple

Code = Literal[
    "only_stop_words",
    "too_many_synonyms",
    "too_many_expansions",
    "star_inside",
    "unknown_field",
    "unknown_value",
    "meaning_off",
    "meaning_unavailable",
    "years_as_words",
    "long_text",
    "only_signs",
    "request_words",
    "malformed_date",
    "unfiled_value",
]


class Notice(NamedTuple):
    """``code`` says which notice; ``limit`` and ``text`` are its values where it has any.

    - ``only_stop_words``: every word is too common to look for, so nothing is listed.
    - ``too_many_synonyms``: the words have more other names than are searched at once.
    - ``too_many_expansions``: only the ``limit`` most frequent words like ``text`` were searched.
    - ``unknown_field``: there is no field ``text``; it was read as a word, and its value as words.
    - ``unknown_value``: nothing is called as the field and value ``text`` say, so they were read as words; ``nearest``
      is what the value may have been meant to be.
    - ``unfiled_value``: the filter ``text`` selects a value that nothing has, so that it finds nothing; ``nearest`` is
      a value that some documents have and that may have been meant.
    - ``meaning_off``: searching by meaning was asked for, and this site has none.
    - ``meaning_unavailable``: what makes a question's vector does not answer, so words alone were searched.
    - ``years_as_words``: the years ``text`` were read as words beside others; ``nearest`` is the field to filter by.
    - ``long_text``: the text is long, so that its ``limit`` most significant words were searched.
    - ``only_signs``: the text has no word, only signs, so nothing is listed.
    - ``request_words``: the beginning or end ``text`` only asks for texts, so that its words were not searched.
    - ``malformed_date``: ``text`` was given as a year or day and is none, so that it does not narrow the search.
    - ``star_inside``: a star works at the end of a word alone, not inside or before ``text``.
    """

    code: Code
    limit: int = 0
    text: str = ""
    nearest: str = ""
