"""The documents of Jichuan (霁川市), a city that does not exist, and what makes them out of their masters."""
