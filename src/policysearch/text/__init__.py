"""Text -> terms, once for index, query, snippets and suggestions: tokens, folding, stop words, stemming; and dates."""

from policysearch.text.analysis import (
    Token,
    acronym_term,
    analyse,
    index_term,
    index_terms_of,
    is_stop_term,
    term,
    terms,
    terms_of,
)
from policysearch.text.folding import fold
from policysearch.text.stop_words import is_stop_word
from policysearch.text.tokens import forms, words

__all__ = [
    "Token",
    "acronym_term",
    "analyse",
    "fold",
    "forms",
    "index_term",
    "index_terms_of",
    "is_stop_term",
    "is_stop_word",
    "term",
    "terms",
    "terms_of",
    "words",
]
