"""Text -> terms, once for index, query, snippets and suggestions: tokens, folding, stop words, stemming; and dates."""

from policysearch.text.analysis import Token, analyse, term, terms, terms_of
from policysearch.text.folding import fold
from policysearch.text.stop_words import is_stop_word
from policysearch.text.tokens import forms, words

__all__ = ["Token", "analyse", "fold", "forms", "is_stop_word", "term", "terms", "terms_of", "words"]
