"""What is shown of a document: which stretch (fragments), where it is marked (highlighter), why (explain)."""
