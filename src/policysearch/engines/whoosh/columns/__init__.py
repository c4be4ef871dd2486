"""Columns: values of a document by its doc id, one column a facet."""
