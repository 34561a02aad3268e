"""The application: imports documents, keeps the tracker, shows it."""
