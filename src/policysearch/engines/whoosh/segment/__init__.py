"""Arrays of an index: immutable segments of documents, read through NumPy. Knows neither Whoosh nor queries."""
