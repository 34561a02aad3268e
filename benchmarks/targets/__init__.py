"""Finding targets against the peers."""
