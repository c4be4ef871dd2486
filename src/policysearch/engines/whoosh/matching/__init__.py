"""Clauses -> matches over segments: what is found, how it scores, what comes first. Knows arrays, not Whoosh."""
