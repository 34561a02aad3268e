"""Messages to people, on their page and by mail."""
