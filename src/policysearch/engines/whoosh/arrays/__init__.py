"""Arrays in one file, and the NumPy operations that several rooms need."""
