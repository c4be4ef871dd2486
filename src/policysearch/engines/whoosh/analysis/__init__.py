"""A document to the postings of its terms and forms."""
