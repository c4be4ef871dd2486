"""The lessons that speak to a text: for each of its paragraphs the best, or none."""
