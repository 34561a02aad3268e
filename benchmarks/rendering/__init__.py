"""What it costs to write documents, beside LibreOffice."""
