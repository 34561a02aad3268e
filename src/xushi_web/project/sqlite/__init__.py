"""SQLite with room for a whole document in one statement."""
