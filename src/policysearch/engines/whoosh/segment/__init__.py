"""A segment: an immutable part of an index, read through NumPy. Knows neither Whoosh nor queries."""
