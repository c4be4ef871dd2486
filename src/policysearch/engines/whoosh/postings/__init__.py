"""Postings lists of a segment: doc ids, codes, word forms, and the dictionary of terms."""
