"""One rule a file. Each module has a `RULE`; modules that begin with an underscore serve several rules."""
