"""Backups: everything that cannot be made again, in one archive of plain rows and files, and the way back."""
