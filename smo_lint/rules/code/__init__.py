"""Code and whatever else in a text that no translation may change."""
