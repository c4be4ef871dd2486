"""One file for each format: a document to an outline."""
