"""Punctuation, by the conventions of each language."""
