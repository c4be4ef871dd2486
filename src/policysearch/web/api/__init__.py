"""The public JSON API: its routes, its JSON and its description."""
