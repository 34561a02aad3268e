"""What a careful clerk found in the real documents by reading, before any rule was written."""
