"""Several segments into one: which, in what order of documents, and how their postings are merged."""
