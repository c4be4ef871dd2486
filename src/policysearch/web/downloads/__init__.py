"""Downloads: exports of results and briefs, with their provenance."""
