"""How long matching takes."""
