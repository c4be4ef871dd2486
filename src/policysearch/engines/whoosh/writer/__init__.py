"""Documents -> segments: analysing, inverting, runs, two processes."""
