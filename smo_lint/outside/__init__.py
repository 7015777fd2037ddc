"""The only rooms that touch the world: files, folders, configuration."""
