"""What templates show, prepared: facets, pages of results, reasons, related documents, the start page."""
