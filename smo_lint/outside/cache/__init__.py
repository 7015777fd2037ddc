"""What runs find out and leave to later ones."""
