"""One module a format: each turns blocks into the bytes of a file, the same bytes every time."""
