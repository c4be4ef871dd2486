"""Text to terms, once for index, query, snippets and suggestions: tokens, folding, stemming, stop words, dates."""
