"""Files to take away: exports of results and briefs, and where they come from."""
