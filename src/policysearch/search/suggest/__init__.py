"""What a reader may mean by the beginning of a word: titles, themes, countries, partners, frequent phrases.

While a generation is written, a ``Collector`` gathers titles and phrases in files of it; ``Suggestions`` answers from
these, and from the facets and the vocabulary of the generation opened.
"""
