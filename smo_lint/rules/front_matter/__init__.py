"""Front matter: the metadata above the text."""
