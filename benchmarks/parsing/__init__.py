"""Reading and parsing: time beside the finding of targets, growth with the text, memory."""
