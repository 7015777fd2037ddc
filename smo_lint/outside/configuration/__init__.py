"""What a project wants: found, read, and checked as a whole."""
