"""Work that is done in the background: later, repeatedly, and again when it failed or its worker was killed."""
