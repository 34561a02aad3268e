"""The application on the command line."""
