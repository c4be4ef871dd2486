"""Documents -> outlines, one file for each format."""
