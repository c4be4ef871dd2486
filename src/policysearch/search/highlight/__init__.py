"""Documents that were found -> hits: snippets, marks, reasons."""
