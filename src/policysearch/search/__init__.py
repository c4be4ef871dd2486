"""The Searcher, written once for all engines: results, snippets, corrections, ways out, suggestions."""
