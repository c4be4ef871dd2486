"""Several segments and runs into one segment: which, in what order of documents, and how their arrays are merged."""
