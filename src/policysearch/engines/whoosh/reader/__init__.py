"""All segments of a generation seen as one index: statistics, term expansion, facet counts."""
