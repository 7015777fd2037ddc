"""CS: what the editions say together."""
