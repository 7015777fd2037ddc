"""The page as a whole: what must be right before anything on it can be compared."""
