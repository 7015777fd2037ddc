"""Two editions to a pair: which of their blocks correspond."""
