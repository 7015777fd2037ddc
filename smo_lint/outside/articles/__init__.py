"""From the paths of files to the articles that they are editions of."""
