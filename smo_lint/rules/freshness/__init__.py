"""Rules about translations that lag behind their source."""
