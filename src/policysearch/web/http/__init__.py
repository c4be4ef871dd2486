"""Middleware: what the app does to every request and response, one thing a file."""
