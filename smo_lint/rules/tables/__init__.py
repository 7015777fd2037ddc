"""Tables, their rows and columns."""
