"""Postings lists of a segment: doc ids, codes, positions, word forms, and the dictionary of terms."""
