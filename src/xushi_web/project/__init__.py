"""Settings, addresses and middleware of the whole installation."""
