"""View models: facets, pages of results, reasons, related documents, the start page, as templates show them."""
