"""The numbers and formulas of ranking."""
