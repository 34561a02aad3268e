"""Supervision notices (督办单): one matter, one notice, numbered, followed until it is closed."""
