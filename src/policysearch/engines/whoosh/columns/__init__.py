"""Values of a document by its number: one column for each facet."""
