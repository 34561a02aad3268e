"""Search over Chinese text, one- and two-character words included."""
