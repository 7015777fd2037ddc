"""What git knows of the files: their past, and what a branch has changed."""
