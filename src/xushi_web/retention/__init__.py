"""What is kept for how long, and that it goes when its time is over. The audit trail has its own rule (`audit`)."""
