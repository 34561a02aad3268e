"""Where the time of an import goes."""
