"""Links, images and footnotes."""
