"""Named arrays in one file, and the NumPy operations that several rooms need."""
