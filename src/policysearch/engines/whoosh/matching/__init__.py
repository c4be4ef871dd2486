"""Matchers over a segment's postings, the execution of a query, and the first k. Knows arrays, not Whoosh."""
