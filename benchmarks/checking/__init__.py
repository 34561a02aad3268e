"""How fast checking is, and what it finds."""
