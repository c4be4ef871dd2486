"""Completions of a prefix: titles, themes, countries, partners, frequent phrases.

While a generation is written, a ``SuggestionBuilder`` makes its resources of titles and phrases; a ``Completer``
answers from these, and from the facets and the vocabulary of a snapshot.
"""
