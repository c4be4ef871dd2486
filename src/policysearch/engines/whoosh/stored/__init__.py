"""Stored documents: their encoding and their compression."""
